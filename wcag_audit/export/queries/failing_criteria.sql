WITH wave AS (
    SELECT id FROM waves
    WHERE name = :wave OR (coalesce(:wave, '') = '' AND id = (SELECT max(id) FROM waves))
)
SELECT site_verdicts.criterion, count(*) AS sites, sum(failed_pages) AS failed_pages, sum(tested_pages) AS tested_pages
FROM site_verdicts
JOIN sites ON sites.id = site_verdicts.site_id
WHERE sites.wave_id IN (SELECT id FROM wave) AND site_verdicts.verdict = 'failed'
GROUP BY site_verdicts.criterion
ORDER BY sites DESC, failed_pages DESC, min(site_verdicts.position)
