WITH wave AS (
    SELECT id FROM waves
    WHERE name = :wave OR (coalesce(:wave, '') = '' AND id = (SELECT max(id) FROM waves))
),
counted AS (
    SELECT sites.id, sites.site, sites.body, sites.url, sites.enabled,
           sum(visits.status = 'audited') AS audited,
           sum(visits.status IN ('audited', @TRIED@)) AS attempted,
           sum(visits.status IN ('pending', 'over-budget')) AS left_out
    FROM sites LEFT JOIN visits ON visits.site_id = sites.id
    WHERE sites.wave_id IN (SELECT id FROM wave)
    GROUP BY sites.id
)
SELECT site, body, url, enabled, coalesce(audited, 0) AS audited, coalesce(attempted, 0) AS attempted
FROM counted
WHERE coalesce(attempted, 0) = 0
    OR audited < @MIN_REACHED@ * attempted
    OR (audited < @MIN_PAGES@ AND NOT (left_out = 0 AND audited > 0))
ORDER BY site
