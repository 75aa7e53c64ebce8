package argus.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jspecify.annotations.Nullable;

/** Arquillian's way to an {@link ArgusServer}: a deployment is a server with the deployed archive, at {@code /}. */
public final class ArgusContainer implements DeployableContainer<ArgusContainer.Configuration> {
    private @Nullable ArgusServer server;

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local"); // tests stay outside of the server
    }

    @Override
    public void setup(Configuration configuration) {}

    @Override
    public void start() {}

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            var war = Files.createDirectories(Path.of("target", "deployments")).resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(war.toFile(), true);
            server = ArgusServer.with().war(war).start();
        } catch (Exception e) {
            throw new DeploymentException("cannot deploy " + archive.getName(), e);
        }
        var context = new HTTPContext("127.0.0.1", server.port());
        context.add(new Servlet("default", "/"));
        return new ProtocolMetaData().addContext(context).addContext(server);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            if (server != null) server.close();
        } catch (Exception e) {
            throw new DeploymentException("cannot stop the server of " + archive.getName(), e);
        } finally {
            server = null;
        }
    }

    @Override
    public void stop() {}

    /** Nothing to choose: the build names the container. */
    public static final class Configuration implements ContainerConfiguration {
        @Override
        public void validate() {}
    }

    /** Tells Arquillian about this container. */
    public static final class Extension implements LoadableExtension {
        @Override
        public void register(ExtensionBuilder builder) {
            builder.service(DeployableContainer.class, ArgusContainer.class);
        }
    }
}
