//! Registries in the format of ANCT's La Suite territoriale: invented samples, and real ones if they are beside the
//! repository. The network is not used.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use crawler::fetch::Identity;
use crawler::members::{Import, Means, Patience, Reading, State, connector};
use serde_json::Value;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// Folders of samples: the invented ones, then the real ones if they exist.
fn folders() -> Vec<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let real = ["../../shared/registry", "../../../shared/registry"].map(|folder| here.join(folder));
    std::iter::once(here.join("registry")).chain(real).filter(|folder| folder.is_dir()).collect()
}

/// A folder of samples, and a server for them.
struct Samples {
    folder: PathBuf,
    server: MockServer,
}

impl Samples {
    async fn in_folder(folder: PathBuf) -> Self {
        Self { folder, server: MockServer::start().await }
    }

    fn records(&self, name: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.join(format!("{name}.json"))).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    async fn serve(&self, name: &str, body: String) -> String {
        let answer = ResponseTemplate::new(200).set_body_raw(body, "application/json");
        Mock::given(path(format!("/{name}"))).respond_with(answer).mount(&self.server).await;
        format!("{}/{name}", self.server.uri())
    }

    async fn read(&self, kind: &str, keys: &str) -> Import {
        let identity = Identity {
            token: "ObservatoireTest".to_owned(),
            version: "1".to_owned(),
            information: "https://observatoire.example/robot".parse().unwrap(),
        };
        let patience = Patience { tries: 1, pause: Duration::ZERO, longest: Duration::from_secs(1) };
        let means = Means::new("a-source", &identity, true, patience).unwrap();
        let registry = connector(kind).unwrap().configure(toml::from_str(keys).unwrap()).unwrap();
        match registry.read(&means, &State::default()).await.unwrap() {
            Reading::Said(import) => *import,
            Reading::Unchanged => panic!("nothing was said"),
        }
    }

    /// Reads a sample with the generic JSON connector, which has no code for this platform.
    async fn by_json(&self, name: &str, more: &str) -> Import {
        let text = std::fs::read_to_string(self.folder.join(format!("{name}.json"))).unwrap();
        let url = self.serve(name, text).await;
        let keys = format!(
            "url = '{url}'\nfields = {{ id = 'siren', name = 'name', siren = 'siren', siret = 'siret'{more} }}\n"
        );
        self.read("json", &keys).await
    }
}

fn text<'a>(record: &'a Value, name: &str) -> &'a str {
    record[name].as_str().unwrap_or_default()
}

#[tokio::test]
async fn organisations_come_with_or_without_a_site() {
    for folder in folders() {
        let samples = Samples::in_folder(folder).await;
        let fields = ", kind = 'type', insee = 'insee_geo', departement = 'insee_dep', urls = 'website_url', \
                      postal_code = 'zipcode', population = 'population', contact = 'email_official'";
        let import = samples.by_json("st-home-organizations", fields).await;
        let records = samples.records("st-home-organizations");
        assert_eq!(import.members.len(), records.len(), "{:?}", import.errors);
        for record in &records {
            let member = import.members.iter().find(|member| member.id == text(record, "siren")).unwrap();
            assert_eq!(member.name, text(record, "name"));
            assert_eq!(member.insee.as_deref(), record["insee_geo"].as_str());
            assert_eq!(member.postal_codes.as_deref(), record["zipcode"].as_str());
            assert_eq!(member.population.map(u64::from), record["population"].as_u64());
            let sites: Vec<&str> = member.sites.iter().map(|site| site.url.as_str()).collect();
            let told: Vec<String> =
                record["website_url"].as_str().map(|url| format!("{url}/")).into_iter().collect();
            assert_eq!(sites, told);
        }
        assert!(import.members.iter().any(|member| member.sites.is_empty()), "one of them has no site");
    }
}

#[tokio::test]
async fn a_record_that_comes_twice_or_has_a_wrong_number_costs_itself() {
    for folder in folders() {
        let samples = Samples::in_folder(folder).await;
        let import = samples.by_json("st-home-epcis", ", departement = 'insee_dep'").await;
        let records = samples.records("st-home-epcis");
        let distinct: BTreeSet<&str> = records.iter().map(|record| text(record, "siren")).collect();
        let read: BTreeSet<&str> = import.members.iter().map(|member| member.id.as_str()).collect();
        assert!(distinct.len() < records.len(), "one comes twice");
        assert_eq!(read, distinct);
        // Each repetition of a member is reported, and also each invalid SIRET.
        assert!(import.errors.len() >= records.len() - distinct.len(), "{:?}", import.errors);
    }
}

#[tokio::test]
async fn operators_have_their_real_members_and_their_area_apart() {
    for folder in folders() {
        let samples = Samples::in_folder(folder).await;
        let operators = samples.records("st-home-operators");
        let organisations = samples.records("st-home-organizations");
        let mut adherents = "organisation_siret;operateur_id\n".to_owned();
        let mut expected = BTreeSet::new();
        for organisation in &organisations {
            for operator in organisation["operators"].as_array().unwrap() {
                let known = operators.iter().find(|known| known["id"] == operator["id"]);
                if let Some(known) = known.filter(|_| operator["is_adherent"] == true) {
                    expected.insert((text(organisation, "siret").to_owned(), text(known, "nom").to_owned()));
                    adherents += &format!("{};{}\n", text(organisation, "siret"), text(operator, "id"));
                }
            }
        }
        let table = serde_json::to_string(&operators).unwrap();
        let keys = format!(
            "operators_url = '{}'\nadherents_url = '{}'\n",
            samples.serve("operators", table).await,
            samples.serve("adherents", adherents).await
        );
        let import = samples.read("operators", &keys).await;
        let read: BTreeSet<(String, String)> = import
            .members
            .iter()
            .flat_map(|member| member.bodies.iter().map(|body| (member.id.clone(), body.name.clone())))
            .collect();
        assert_eq!(read, expected);
        let bodies = import.bodies.unwrap();
        assert_eq!(bodies.len(), operators.len(), "{:?}", import.errors);
        for operator in &operators {
            let of = bodies.iter().find(|of| of.body.name == text(operator, "nom")).unwrap();
            let area: BTreeSet<&str> = of.departements.iter().map(String::as_str).collect();
            let told =
                operator["departements"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert_eq!(area, told, "{}", of.body.name);
            let siret = Some(text(operator, "siret")).filter(|siret| siret.len() == 14);
            assert!(of.body.siret.as_deref() == siret || of.body.siret.is_none(), "{}", of.body.name);
        }
        // Operators with a SIRET of another length, such as «37859826200», are kept; the number is reported.
        let short =
            operators.iter().filter(|operator| !matches!(text(operator, "siret").len(), 0 | 14)).count();
        assert!(short > 0 && import.errors.len() >= short, "{:?}", import.errors);
    }
}
