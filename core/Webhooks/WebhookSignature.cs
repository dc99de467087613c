using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Core.Webhooks;

/// <summary>
/// The signature of a webhook: <c>v1,</c> and the base64 of HMAC-SHA256 over <c>id.timestamp.body</c>.
/// </summary>
/// <remarks>Source: Standard Webhooks 1.0, "Webhook headers" and "Signature scheme".</remarks>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";

    public const string TimestampHeader = "webhook-timestamp";

    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <param name="secrets">Each signs: while a new one is taken up, receivers accept by the old or the new.</param>
    /// <param name="timestamp">Of this attempt, in seconds since 1970: a receiver refuses what is old.</param>
    /// <param name="body">The bytes as they are sent.</param>
    /// <returns>The header's value: one signature a secret, parted by spaces.</returns>
    public static string Of(
        IReadOnlyList<WebhookSecret> secrets, string messageId, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{timestamp}."));
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var header = new StringBuilder();
        foreach (var secret in secrets)
        {
            secret.Sign(head, body, signature);
            if (header.Length > 0) header.Append(' ');
            header.Append(Version).Append(Convert.ToBase64String(signature));
        }

        return header.ToString();
    }
}
