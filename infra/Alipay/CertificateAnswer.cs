using System.Text;
using System.Text.Json;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.Alipay;

/// <summary>What <c>alipay.open.app.alipaycert.download</c> answered about one certificate.</summary>
/// <param name="Holds">Checked and verified; null where it is not, and then one of the others says why.</param>
/// <param name="SignedBy">The alipay_cert_sn of an answer that could not be verified, for that one was not known.</param>
/// <param name="IsTheirWord">Alipay itself says that there is none: asking again would change nothing.</param>
internal sealed record CertificateAnswer(
    AlipayCertificate? Holds, string? Code = null, string? Why = null, string? SignedBy = null,
    bool IsTheirWord = false)
{
    public const string Method = "alipay.open.app.alipaycert.download";

    /// <summary>Verified with a key that is trusted, or with the very certificate in it: that one has to chain to the
    /// roots first, which no stranger's does.</summary>
    public static CertificateAnswer Read(AlipayApp app, string serial, OutboundAnswer answer, DateTimeOffset now)
    {
        if (answer.Outcome != OutboundOutcome.Answered) return Wrong("no-answer", answer.Why ?? "no answer");
        if (AlipayCalls.Find(answer, Method) is not { } found || found.ReadObject(app.Cipher) is not { } node)
            return Wrong("malformed", $"HTTP {answer.Status}, not an answer of the gateway");
        if (Text(node, "code") is var code && code != ErrorWords.Success)
            return Refused(code, Text(node, "sub_code"));
        if (Pem(Text(node, "alipay_cert_content")) is not { } pem)
            return Wrong("malformed", "alipay_cert_content is no base64");
        if (AlipayCertificate.Check(app, serial, pem, now, out var holds) is { } why) return Wrong("none-holds", why);
        return Verify(app, found, holds!, now);
    }

    private static CertificateAnswer Verify(
        AlipayApp app, ResponseNode found, AlipayCertificate holds, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(found.Sign)) return Wrong("missing-signature", "it is not signed");
        var isOwn = found.CertificateSerial == holds.Key.Serial;
        var key = app.FindKey(found.CertificateSerial, now, out _) ?? (isOwn ? holds.Key.Key : null);
        if (key is null)
        {
            const string Stranger = "it is signed with a certificate that is not known";
            return Wrong("signed-by-stranger", Stranger) with { SignedBy = found.CertificateSerial };
        }

        return found.IsSignedWith(key) ? new(holds) : Wrong("bad-signature", "its signature does not verify");
    }

    private static CertificateAnswer Refused(string? code, string? subCode) =>
        ErrorWords.Meaning(code, subCode) switch
        {
            ErrorMeaning.Later or ErrorMeaning.Unknown => Wrong($"code-{code}", $"{code} {subCode}".TrimEnd()),
            ErrorMeaning.Refused or ErrorMeaning.NotFound or ErrorMeaning.StillPaying or ErrorMeaning.AskInstead
                or ErrorMeaning.Undocumented =>
                Wrong($"code-{code}", $"{code} {subCode}".TrimEnd()) with { IsTheirWord = true },
        };

    private static CertificateAnswer Wrong(string code, string why) => new(null, code, why);

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Pem(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }
}
