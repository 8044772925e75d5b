SELECT waves.name AS wave, waves.started, waves.finished, versions.package AS version,
       (SELECT count(*) FROM sites WHERE sites.wave_id = waves.id) AS sites,
       (SELECT count(*) FROM pages JOIN visits ON visits.id = pages.visit_id
        JOIN sites ON sites.id = visits.site_id WHERE sites.wave_id = waves.id) AS audited,
       (SELECT count(DISTINCT sites.id || ' ' || findings.fingerprint) FROM findings
        JOIN sites ON sites.id = findings.site_id WHERE sites.wave_id = waves.id AND findings.outcome = 'failed'
            AND findings.maturity = 'stable' AND findings.criteria <> '[]') AS failures
FROM waves JOIN versions ON versions.id = waves.versions_id
ORDER BY waves.id
