using Azure.Data.Tables;
using Azure.Identity;

namespace PayFunctions.Infra.Storage;

/// <summary>
/// Reads one account's setting: an address is entered by identity, anything else is a connection string.
/// </summary>
internal static class StorageAccount
{
    /// <summary>What is wrong with the setting; null when a client can be made of it. Nothing is sent.</summary>
    public static string? Problem(string setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) return "is empty";
        if (IsAddress(setting, out var address))
        {
            return address.Scheme == Uri.UriSchemeHttps ? null : "is an address without https";
        }

        try
        {
            _ = new TableServiceClient(setting, new TableClientOptions());
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return "is neither an https address nor a connection string that can be read";
        }
    }

    public static TableServiceClient Connect(string setting, TableClientOptions options) =>
        IsAddress(setting, out var address)
            ? new(address, new DefaultAzureCredential(), options)
            : new(setting, options);

    private static bool IsAddress(string setting, out Uri address) =>
        Uri.TryCreate(setting, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
