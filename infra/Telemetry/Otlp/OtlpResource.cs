using System.Reflection;

namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>Who tells: the attributes that stand on all that one process sends.</summary>
/// <remarks>Source: OpenTelemetry semantic conventions, "Service" and "Telemetry SDK".</remarks>
internal static class OtlpResource
{
    private static readonly string Instance = Guid.NewGuid().ToString();

    /// <returns>The fields of a resource's message.</returns>
    public static byte[] Of(TelemetryOptions options)
    {
        var version = typeof(OtlpResource).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var to = new WireWriter();
        to.Attribute(1, "telemetry.sdk.name", "payfunctions");
        to.Attribute(1, "telemetry.sdk.language", "dotnet");
        to.Attribute(1, "telemetry.sdk.version", version);
        to.Attribute(1, "service.name", options.ServiceName);
        to.Attribute(1, "service.version", version);
        to.Attribute(1, "service.instance.id", Instance);
        if (options.Environment is { Length: > 0 } environment) to.Attribute(1, "deployment.environment.name", environment);
        return to.Written.ToArray();
    }
}
