WITH wave AS (
    SELECT id FROM waves
    WHERE name = :wave OR (coalesce(:wave, '') = '' AND id = (SELECT max(id) FROM waves))
)
SELECT sites.body, sites.site, visits.status,
       CASE WHEN visits.reason LIKE '{"code":%' AND json_valid(visits.reason)
            THEN json_extract(visits.reason, '$.code') ELSE visits.reason END AS reason,
       count(*) AS addresses, min(visits.url) AS example
FROM visits
JOIN sites ON sites.id = visits.site_id
WHERE sites.wave_id IN (SELECT id FROM wave)
GROUP BY sites.id, visits.status, 4
ORDER BY sites.site, addresses DESC, visits.status, 4
