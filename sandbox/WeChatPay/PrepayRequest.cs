using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Reads the body of a prepay as strictly as the provider does.</summary>
internal static class PrepayRequest
{
    private const string NumberCharacters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-|*";

    /// <summary>The transaction asked for, or the field that is wrong and why.</summary>
    /// <param name="expiryAhead">How far ahead <c>time_expire</c> must lie at least.</param>
    public static (Transaction? Asked, string? Problem) Read(
        string way, JsonElement body, DateTimeOffset now, TimeSpan expiryAhead)
    {
        var (expire, expireProblem) = ReadExpiry(body, now, expiryAhead);
        var amount = body.TryGetProperty("amount", out var element) ? element : default;
        var problem =
            TextProblem(body, "appid", 1, 32)
            ?? TextProblem(body, "mchid", 1, 32)
            ?? TextProblem(body, "description", 1, 127)
            ?? TextProblem(body, "out_trade_no", 6, 32)
            ?? (Text(body, "out_trade_no").All(NumberCharacters.Contains) ? null : "out_trade_no: a wrong character")
            ?? TextProblem(body, "notify_url", 1, 255)
            ?? NotifyProblem(Text(body, "notify_url"))
            ?? (Text(body, "attach").Length <= 128 ? null : "attach: longer than 128")
            ?? expireProblem
            ?? AmountProblem(amount)
            ?? PayerProblem(way, body);
        return problem is not null ? (null, problem) : (new Transaction
        {
            MerchantId = Text(body, "mchid"),
            AppId = Text(body, "appid"),
            Way = way,
            OutTradeNo = Text(body, "out_trade_no"),
            Description = Text(body, "description"),
            NotifyUrl = Text(body, "notify_url"),
            Attach = Text(body, "attach"),
            TimeExpire = expire,
            Total = amount.GetProperty("total").GetInt64(),
            Currency = Text(amount, "currency") is { Length: > 0 } currency ? currency : "CNY",
            OpenId = Text(Part(body, "payer"), "openid"),
            Scene = Part(body, "scene_info") is { ValueKind: JsonValueKind.Object } scene ? scene.GetRawText() : "",
            ProfitSharing = Part(Part(body, "settle_info"), "profit_sharing").ValueKind == JsonValueKind.True,
            Offer = NewOffer(way, now),
        }, null);
    }

    private static string NewOffer(string way, DateTimeOffset now)
    {
        if (way == Route.Native) return "weixin://wxpay/bizpayurl?pr=" + NewHex(10);
        var prepayId = $"wx{now.ToOffset(TimeSpan.FromHours(8)):ddHHmmss}{NewHex(26)}";
        return way == Route.H5
            ? $"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id={prepayId}&package=1037687096"
            : prepayId;
    }

    private static string NewHex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    /// <summary>What two of the ways need to know of the payer.</summary>
    private static string? PayerProblem(string way, JsonElement body)
    {
        var scene = Part(body, "scene_info");
        return way switch
        {
            Route.Jsapi when Text(Part(body, "payer"), "openid").Length is < 1 or > 128 =>
                "payer.openid: 1 to 128 characters",
            Route.H5 when !IPAddress.TryParse(Text(scene, "payer_client_ip"), out _) =>
                "scene_info.payer_client_ip: an address",
            Route.H5 when Text(Part(scene, "h5_info"), "type") is not ("Wap" or "iOS" or "Android") =>
                "scene_info.h5_info.type: Wap, iOS or Android",
            _ => null,
        };
    }

    private static JsonElement Part(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var part) ? part : default;

    private static string Text(JsonElement body, string name) =>
        Part(body, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static string? TextProblem(JsonElement body, string name, int shortest, int longest) =>
        Text(body, name).Length is var length && length >= shortest && length <= longest
            ? null
            : $"{name}: {shortest} to {longest} characters";

    private static string? NotifyProblem(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https"
        && parsed.Query.Length == 0
            ? null
            : "notify_url: a full URL without a query string";

    private static (DateTimeOffset? At, string? Problem) ReadExpiry(
        JsonElement body, DateTimeOffset now, TimeSpan ahead)
    {
        if (!body.TryGetProperty("time_expire", out _)) return (null, null);
        if (!DateTimeOffset.TryParseExact(
            Text(body, "time_expire"),
            ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at))
        {
            return (null, "time_expire: RFC 3339, whole seconds, with an offset");
        }

        return at - now >= ahead ? (at, null) : (null, $"time_expire: less than {ahead.TotalSeconds:0.#} s ahead");
    }

    private static string? AmountProblem(JsonElement amount) =>
        amount.ValueKind != JsonValueKind.Object ? "amount: missing"
        : !amount.TryGetProperty("total", out var total) ? "amount.total: missing"
        : total.ValueKind != JsonValueKind.Number ? "amount.total: a number"
        : !total.TryGetInt64(out var fen) || fen < 1 ? "amount.total: whole fen, at least 1"
        : Text(amount, "currency") is not ("" or "CNY") ? "amount.currency: CNY"
        : null;
}
