using Azure.Core;

namespace Azure.Security.KeyVault.Certificates;

/// <summary>Retries, transport and diagnostics of a certificate client.</summary>
/// <remarks>Name the version: the genuine packages differ in the one they take by default.</remarks>
public class CertificateClientOptions : ClientOptions
{
    public CertificateClientOptions(ServiceVersion version = ServiceVersion.V2026_03_01_Preview)
    {
        Version = version;
        ApiVersion = version switch
        {
            ServiceVersion.V7_6 => "7.6",
            ServiceVersion.V2025_07_01 => "2025-07-01",
            ServiceVersion.V2026_03_01_Preview => "2026-03-01-preview",
        };
        Diagnostics.LoggedHeaderNames.Add("WWW-Authenticate");
    }

    /// <summary>Lets a vault ask for a token of a resource whose name it does not bear.</summary>
    public bool DisableChallengeResourceVerification { get; set; }

    public ServiceVersion Version { get; }

    internal string ApiVersion { get; }

    /// <summary>The version of the REST protocol to speak.</summary>
    public enum ServiceVersion
    {
        V7_6 = 6,
        V2025_07_01 = 7,
        V2026_03_01_Preview = 8,
    }
}
