using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>Signs each try by the account's key (Shared Key Lite for the table service).</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential, TimeProvider clock)
    : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var signature = credential.Sign(TextToSign(credential.AccountName, message.Request.Uri.ToUri(), date));
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    // The path stays as encoded on the wire; of the query only "comp" counts, and this client never sends it.
    internal static string TextToSign(string account, Uri uri, string date) => $"{date}\n/{account}{uri.AbsolutePath}";
}
