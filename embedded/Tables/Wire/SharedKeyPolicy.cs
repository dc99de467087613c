using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>Signs each try by the account's key (Shared Key Lite for the table service).</summary>
/// <param name="key">Base64.</param>
internal sealed class SharedKeyPolicy(string account, string key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    private readonly byte[] _key = Convert.FromBase64String(key);

    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signature = Sign(message.Request.Uri.ToUri(), date);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {account}:{signature}");
    }

    // The path stays as encoded on the wire; of the query only "comp" counts, and this client never sends it.
    internal string Sign(Uri uri, string date) => Convert.ToBase64String(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{date}\n/{account}{uri.AbsolutePath}")));
}
