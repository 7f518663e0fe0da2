package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.net.AddressMap;
import zooka.testing.OnServers;
import zooka.testing.Program;

/** The manifests are what the Kubernetes API takes, agree with each other, and netlab and the page about Kubernetes say what they say. */
final class ManifestsTest {

    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";

    @TempDir
    Path folder;

    @Test
    void each_is_of_the_api_s_types_and_has_no_field_that_they_have_not() {
        assertThat(Manifests.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("kafka.yaml", "toolbox.yaml", "zookeeper-nfs.yaml", "zookeeper.yaml");
        assertThat(Manifests.files()).allSatisfy(file -> assertThat(Manifests.read(file))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getMetadata().getName()).isNotBlank()));
    }

    @Test
    void a_mistyped_field_at_any_depth_is_found() throws IOException {
        String manifest = Files.readString(Manifests.FOLDER.resolve("zookeeper.yaml"));

        for (String name : List.of("clusterIP:", "replicas:", "fieldPath:", "mountPath:", "matchLabels:", "storage}")) {
            String mistyped = name.equals("storage}") ? "nodePort:" : name;
            assertThatThrownBy(() -> Manifests.read(manifest.replaceFirst(mistyped, "x" + mistyped)))
                    .as(mistyped)
                    .hasMessageContaining("x" + mistyped.replace(":", ""));
        }
    }

    @Test
    void services_lead_to_pods_and_ports_that_are_there() {
        for (Service service : Manifests.all(Service.class)) {
            Map<String, String> selector = service.getSpec().getSelector();
            String pod = selector.getOrDefault(POD_NAME, selector.get("app") + "-0");
            StatefulSet set = Manifests.one(StatefulSet.class, pod.substring(0, pod.lastIndexOf('-')));
            assertThat(pods(set)).contains(pod);
            assertThat(container(set).getPorts())
                    .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> org.assertj.core.groups.Tuple.tuple(port.getName(), port.getPort()))
                            .toList());
        }
    }

    @Test
    void each_set_has_its_headless_service_and_may_lose_one_pod_at_a_time() {
        for (StatefulSet set : Manifests.all(StatefulSet.class)) {
            Service headless = Manifests.one(Service.class, set.getSpec().getServiceName());
            Map<String, String> labels =
                    set.getSpec().getTemplate().getMetadata().getLabels();
            assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
            assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
            assertThat(headless.getSpec().getSelector()).isEqualTo(labels);
            assertThat(set.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
            PodDisruptionBudget budget =
                    Manifests.one(PodDisruptionBudget.class, set.getMetadata().getName());
            assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
            Container container = container(set);
            assertThat(container.getImage()).matches(".+:\\d+\\.\\d+\\.\\d+");
            assertThat(container.getReadinessProbe()).isNotNull();
            assertThat(container.getLivenessProbe()).isNotNull();
            assertThat(container.getResources().getLimits()).containsKey("memory");
        }
    }

    @Test
    void no_port_of_the_nodes_is_given_twice() {
        List<Integer> ports = nodePorts().stream()
                .map(line -> Integer.valueOf(line.substring(0, line.indexOf(' '))))
                .toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 30_000 && port <= 32_767);
    }

    @Test
    void claims_on_nfs_are_those_that_the_set_looks_for() {
        StatefulSet set = Manifests.one(StatefulSet.class, "zk");
        PersistentVolumeClaim template = set.getSpec().getVolumeClaimTemplates().get(0);

        assertThat(Manifests.all(PersistentVolumeClaim.class))
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactlyElementsOf(pods(set).stream()
                        .map(pod -> template.getMetadata().getName() + "-" + pod)
                        .toList());
        for (PersistentVolumeClaim claim : Manifests.all(PersistentVolumeClaim.class)) {
            PersistentVolume volume =
                    Manifests.one(PersistentVolume.class, claim.getSpec().getVolumeName());
            assertThat(volume.getSpec().getNfs()).isNotNull();
            assertThat(volume.getSpec().getMountOptions()).contains("hard");
            assertThat(volume.getSpec().getStorageClassName())
                    .isEqualTo(claim.getSpec().getStorageClassName());
            assertThat(claim.getSpec().getResources().getRequests())
                    .isEqualTo(volume.getSpec().getCapacity())
                    .isEqualTo(template.getSpec().getResources().getRequests());
        }
    }

    @Test
    void the_toolbox_writes_nowhere_but_tmp_and_knows_the_ensemble() {
        Pod toolbox = Manifests.one(Pod.class, "toolbox");
        Container container = toolbox.getSpec().getContainers().get(0);

        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(toolbox.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(environment(container)).containsEntry("ZOOKA_ZOOKEEPER", zookeeper());
    }

    @Test
    void servers_of_zookeeper_are_the_pods_of_the_set() {
        StatefulSet set = Manifests.one(StatefulSet.class, "zk");
        String config = Manifests.one(ConfigMap.class, "zk-config").getData().get("zoo.cfg");

        for (String pod : pods(set)) {
            int number = Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1)) + 1;
            String name = pod + "." + set.getSpec().getServiceName();
            assertThat(config).contains("server." + number + "=" + name + ":2888:3888;0.0.0.0:2181\n");
            assertThat(zookeeper()).contains(name + ":2181");
        }
        assertThat(config.lines().filter(line -> line.startsWith("server."))).hasSameSizeAs(pods(set));
    }

    /** netlab reads the manifests by lines, without a library: this holds what it reads against the types. */
    @Test
    @OnServers
    void netlab_reads_out_of_them_what_they_say() throws Exception {
        assertThat(shell("node_ports").lines()).containsExactlyInAnyOrderElementsOf(nodePorts());
        assertThat(shell("inside_zookeeper").strip()).isEqualTo(zookeeper());
        for (String app : List.of("zk", "kafka")) {
            StatefulSet set = Manifests.one(StatefulSet.class, app);
            assertThat(shell("pods " + app).lines()).isEqualTo(pods(set));
            assertThat(shell("service " + app).strip()).isEqualTo(set.getSpec().getServiceName());
            Map<String, String> literal = environment(container(set));
            assertThat(shell("variables " + app).lines())
                    .containsExactlyInAnyOrderElementsOf(literal.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
            shell("config_files " + app);
            Map<String, String> data =
                    Manifests.one(ConfigMap.class, app + "-config").getData();
            Path files = folder.resolve("config").resolve(app);
            assertThat(files.toFile().list()).containsExactlyInAnyOrderElementsOf(data.keySet());
            for (Map.Entry<String, String> file : data.entrySet()) {
                assertThat(files.resolve(file.getKey())).hasContent(file.getValue());
            }
        }
    }

    @Test
    @OnServers
    void the_map_that_netlab_prints_leads_to_each_broker_s_port() throws Exception {
        for (String listener : List.of("internal", "tls")) {
            AddressMap map =
                    AddressMap.parse(List.of(shell("address_map " + listener).strip()));
            for (int broker = 0; broker < 3; broker++) {
                String pod = "kafka-" + broker;
                ServicePort port = port(pod + "-nodeport", listener);
                String host = pod + ".kafka-headless.default.svc.cluster.local";
                assertThat(map.reachable(OptionalInt.of(broker), host, port.getPort()))
                        .contains("172.30.0.1:" + port.getNodePort());
            }
        }
    }

    @Test
    void brokers_advertise_the_port_that_leads_to_them() {
        Map<String, String> environment = environment(container(Manifests.one(StatefulSet.class, "kafka")));
        int first = Integer.parseInt(environment.get("EXTERNAL_PORT"));

        for (int broker = 0; broker < 3; broker++) {
            assertThat(port("kafka-" + broker + "-nodeport", "external").getNodePort())
                    .isEqualTo(first + broker);
        }
    }

    @Test
    void the_page_about_kubernetes_uses_their_numbers() throws IOException {
        String page = Files.readString(Program.HOME.resolve("docs/kubernetes.md"));

        assertThat(page)
                .contains("-z node1:" + port("zk-nodeport", "client").getNodePort() + "/kafka")
                .contains("kafka-{n}.kafka-headless.default.svc.cluster.local:"
                        + port("kafka-0-nodeport", "internal").getPort() + "=node1:{"
                        + port("kafka-0-nodeport", "internal").getNodePort() + "+n}");
    }

    private static String zookeeper() {
        return Manifests.one(ConfigMap.class, "kafka-config")
                .getData()
                .get("server.properties")
                .lines()
                .filter(line -> line.startsWith("zookeeper.connect="))
                .map(line -> line.substring("zookeeper.connect=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pods(StatefulSet set) {
        return IntStream.range(0, set.getSpec().getReplicas())
                .mapToObj(n -> set.getMetadata().getName() + "-" + n)
                .toList();
    }

    private static Container container(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(java.util.stream.Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static ServicePort port(String service, String name) {
        return Manifests.one(Service.class, service).getSpec().getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** As netlab writes them: the port outside, the pod's port, its name, and where it leads. */
    private static List<String> nodePorts() {
        List<String> lines = new ArrayList<>();
        for (Service service : Manifests.all(Service.class)) {
            Map<String, String> selector = service.getSpec().getSelector();
            String target = new TreeSet<>(selector.values()).first();
            for (ServicePort port : service.getSpec().getPorts()) {
                if (port.getNodePort() != null) {
                    lines.add(port.getNodePort() + " " + port.getPort() + " " + port.getName() + " " + target);
                }
            }
        }
        return lines;
    }

    /** Runs one of netlab's readers of manifests. */
    private String shell(String command) throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-euc",
                        "here=$1 lab=$2 node=172.30.0.1 domain=default.svc.cluster.local\n"
                                + ". \"$here/netlab.d/manifests.sh\"\n"
                                + command,
                        "bash",
                        Manifests.FOLDER.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command).isZero();
        return out;
    }
}
