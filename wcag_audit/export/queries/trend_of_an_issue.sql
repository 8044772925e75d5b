WITH chosen AS (
    SELECT coalesce(nullif(:fingerprint, ''), (
        SELECT fingerprint FROM findings WHERE outcome = 'failed' AND visit_id IS NOT NULL
        GROUP BY fingerprint ORDER BY count(DISTINCT visit_id) DESC, fingerprint LIMIT 1
    )) AS fingerprint
)
SELECT waves.name AS wave, sites.site, chosen.fingerprint,
       (SELECT count(*) FROM pages JOIN visits ON visits.id = pages.visit_id WHERE visits.site_id = sites.id) AS audited,
       CASE WHEN EXISTS (SELECT 1 FROM visits WHERE visits.site_id = sites.id AND status = 'audited')
            THEN (SELECT count(DISTINCT visit_id) FROM findings
                  WHERE findings.site_id = sites.id AND findings.fingerprint = chosen.fingerprint) END AS pages
FROM chosen
JOIN issues ON issues.fingerprint = chosen.fingerprint
JOIN sites ON sites.site = issues.site
JOIN waves ON waves.id = sites.wave_id
ORDER BY sites.site, waves.id
