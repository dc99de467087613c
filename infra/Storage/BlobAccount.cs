using Azure.Identity;
using Azure.Storage.Blobs;

namespace PayFunctions.Infra.Storage;

/// <summary>Reads a blob account's setting: an address is entered by identity, anything else is a connection string.</summary>
internal static class BlobAccount
{
    /// <exception cref="InvalidOperationException">No client can be made of it; the message names the setting, not what
    /// it holds.</exception>
    public static BlobServiceClient Connect(string? setting, BlobClientOptions options)
    {
        if (string.IsNullOrWhiteSpace(setting))
            throw new InvalidOperationException("Storage:Bills and AzureWebJobsStorage are both missing: bills have no place.");
        if (Uri.TryCreate(setting, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            return new(address, new DefaultAzureCredential(), options);
        try
        {
            return new(setting, options);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InvalidOperationException(
                "Storage:Bills (default AzureWebJobsStorage) has no blob account that could be read.", e);
        }
    }
}
