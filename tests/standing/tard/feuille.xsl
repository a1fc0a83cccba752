<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" doctype-system="about:legacy-compat"/>
  <xsl:template match="/commune">
    <html lang="fr">
      <head><title>Accueil – <xsl:value-of select="nom"/></title></head>
      <body>
        <header role="banner"><p><xsl:value-of select="nom"/></p></header>
        <main role="main">
          <h1>Accueil</h1>
          <p><xsl:value-of select="accueil"/></p>
        </main>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
