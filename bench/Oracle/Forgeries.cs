using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Oracle;

/// <summary>A genuine callback of each provider, and what somebody would make of it who looks for a difference.</summary>
internal static class Forgeries
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    public static async Task<Forgery[]> MakeAsync(SandboxWorld world, CancellationToken cancellation) =>
    [
        .. await WeChatPayAsync(world, cancellation),
        .. await AlipayAsync(world, cancellation),
        .. await UnionPayAsync(world, cancellation),
        .. AppStore(world),
    ];

    private static async Task<Forgery[]> WeChatPayAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = await world.CreateAsync(cancellation);
        var captured = await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(order), cancellation);
        var headers = captured.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
        return
        [
            Make("wrong-serial", captured.Body, ("Wechatpay-Serial", OtherHex(headers["Wechatpay-Serial"]))),
            Make("wrong-signature", captured.Body, ("Wechatpay-Signature", OtherBase64(headers["Wechatpay-Signature"]))),
            Make("altered-body", captured.Altered().Body),
            Make("altered-timestamp", captured.Body, ("Wechatpay-Timestamp", Earlier(headers["Wechatpay-Timestamp"]))),
        ];

        Forgery Make(string kind, byte[] body, params (string Name, string Value)[] changes)
        {
            var changed = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in changes) changed[name] = value;
            var lines = changed.Select(header => (header.Key, header.Value));
            return new("wechatpay", kind, RawConnection.Post(world.AppUrl, captured.Url.AbsolutePath, Json, body, lines));
        }
    }

    private static async Task<Forgery[]> AlipayAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = await world.CreateAlipayAsync(cancellation, application: world.Alipay.CertificateMode);
        var body = Encoding.ASCII.GetString(world.Alipay.SealPayment(order));
        return
        [
            Make("wrong-serial", With(body, "alipay_cert_sn", OtherHex)),
            Make("wrong-signature", With(body, "sign", OtherBase64)),
            Make("altered-body", With(body, "notify_id", OtherHex)),
        ];

        Forgery Make(string kind, string altered) =>
            new("alipay", kind, RawConnection.Post(world.AppUrl, "/api/callbacks/alipay", Form, Encoding.ASCII.GetBytes(altered)));
    }

    private static async Task<Forgery[]> UnionPayAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = await world.CreateUnionPayAsync(cancellation);
        var body = Encoding.ASCII.GetString(world.UnionPay.SealPayment(order));
        return
        [
            Make("wrong-serial", With(body, "signPubKeyCert", _ => StrangersPem())),
            Make("wrong-signature", With(body, "signature", OtherBase64)),
            Make("altered-body", With(body, "queryId", OtherHex)),
        ];

        Forgery Make(string kind, string altered) =>
            new("unionpay", kind, RawConnection.Post(world.AppUrl, "/api/callbacks/unionpay", Form, Encoding.ASCII.GetBytes(altered)));
    }

    private static Forgery[] AppStore(SandboxWorld world)
    {
        var now = DateTimeOffset.UtcNow;
        var bought = new StoreTransaction
        {
            TransactionId = "200000000000777",
            OriginalTransactionId = "200000000000777",
            BundleId = world.Apple.Store.App.BundleId,
            PurchasedAt = now,
            ExpiresAt = now.AddDays(30),
        };
        const string id = "002e14d5-51f5-4503-b5a8-c3a1af68eb20";
        var parts = world.Apple.Store.Sign("SUBSCRIBED", "INITIAL_BUY", bought, 1, id).Split('.');
        using var stranger = new AppleAuthority(now);
        var strangers = new StoreNotification("SUBSCRIBED", "INITIAL_BUY", id, bought, 1)
            .Sign(stranger.Issue(new()), world.Apple.Store.App, now).Split('.');
        return
        [
            Make("wrong-serial", [strangers[0], parts[1], parts[2]]),
            Make("wrong-signature", [parts[0], parts[1], strangers[2]]),
            Make("altered-body", [parts[0], strangers[1], parts[2]]),
        ];

        Forgery Make(string kind, string[] message)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { signedPayload = string.Join('.', message) });
            return new("appstore", kind, RawConnection.Post(world.AppUrl, "/api/callbacks/appstore", Json, body));
        }
    }

    private static string With(string form, string name, Func<string, string> change) => string.Join('&', form.Split('&').Select(pair =>
    {
        var (field, value) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        return field == name ? $"{field}={Uri.EscapeDataString(change(Uri.UnescapeDataString(value.Replace('+', ' '))))}" : pair;
    }));

    /// <summary>Of the same length, and well formed.</summary>
    private static string OtherBase64(string text)
    {
        var bytes = Convert.FromBase64String(text);
        bytes[bytes.Length / 2] ^= 1;
        return Convert.ToBase64String(bytes);
    }

    private static string OtherHex(string text) => text[..^1] + (text[^1] == '0' ? '1' : '0');

    private static string Earlier(string seconds) =>
        (long.Parse(seconds, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);

    private static string StrangersPem()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=041@Z12@00040000:SIGN@00000062, O=Somebody, C=CN", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365));
        return certificate.ExportCertificatePem().ReplaceLineEndings("\r\n");
    }
}
