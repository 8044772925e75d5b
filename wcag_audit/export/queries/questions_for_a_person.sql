WITH wave AS (
    SELECT id FROM waves
    WHERE name = :wave OR (coalesce(:wave, '') = '' AND id = (SELECT max(id) FROM waves))
)
SELECT sites.site, findings.rule, findings.code, findings.criteria, count(DISTINCT findings.visit_id) AS pages,
       count(*) AS places, min(visits.url) AS example, findings.fingerprint
FROM findings
JOIN sites ON sites.id = findings.site_id
LEFT JOIN visits ON visits.id = findings.visit_id
WHERE sites.wave_id IN (SELECT id FROM wave) AND findings.criteria <> '[]'
    AND (findings.outcome = 'cantTell' OR findings.maturity = 'experimental')
GROUP BY sites.id, findings.fingerprint
ORDER BY pages DESC, places DESC, sites.site, findings.fingerprint
