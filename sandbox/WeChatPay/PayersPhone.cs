using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// WeChat on the payer's phone, called up by a page or an app: it shows a price only to a well-signed call.
/// </summary>
internal static class PayersPhone
{
    private const string JsapiPackage = "prepay_id=";
    private const string AppPackage = "Sign=WXPay";

    private static readonly TimeSpan OfferLives = TimeSpan.FromHours(2);

    private static readonly string[] JsapiNames = ["appId", "nonceStr", "package", "paySign", "signType", "timeStamp"];

    private static readonly string[] AppNames =
        ["appid", "noncestr", "package", "partnerid", "prepayid", "sign", "timestamp"];

    public static CalledUp CallUp(
        string way, JsonElement parameters, IReadOnlyDictionary<string, MerchantAccount> accounts, TransactionBook book,
        DateTimeOffset now) => way switch
        {
            Route.Jsapi => Jsapi(parameters, accounts, book, now),
            Route.App => App(parameters, accounts, book, now),
            _ => new(null, $"{way} calls nothing up"),
        };

    private static CalledUp Jsapi(
        JsonElement parameters, IReadOnlyDictionary<string, MerchantAccount> accounts, TransactionBook book,
        DateTimeOffset now)
    {
        if (Texts(parameters, JsapiNames) is not { } text) return Refused("not the parameters of JSAPI");
        if (text["signType"] != "RSA") return Refused("signType is not RSA");
        var package = text["package"];
        if (!package.StartsWith(JsapiPackage, StringComparison.Ordinal)) return Refused("package is not prepay_id=…");
        var placed = book.FindOffered(package[JsapiPackage.Length..]);
        return Judge(
            Route.Jsapi, placed, accounts, text["appId"], text["timeStamp"], text["nonceStr"], package, text["paySign"],
            now);
    }

    private static CalledUp App(
        JsonElement parameters, IReadOnlyDictionary<string, MerchantAccount> accounts, TransactionBook book,
        DateTimeOffset now)
    {
        if (Texts(parameters, AppNames) is not { } text) return Refused("not the parameters of App");
        if (text["package"] != AppPackage) return Refused($"package is not {AppPackage}");
        var placed = book.FindOffered(text["prepayid"]);
        if (placed is not null && placed.MerchantId != text["partnerid"]) return Refused("another merchant placed it");
        return Judge(
            Route.App, placed, accounts, text["appid"], text["timestamp"], text["noncestr"], text["prepayid"],
            text["sign"], now);
    }

    private static CalledUp Judge(
        string way, Transaction? placed, IReadOnlyDictionary<string, MerchantAccount> accounts, string appId,
        string timestamp, string nonce, string lastLine, string signature, DateTimeOffset now)
    {
        if (placed is null || placed.Way != way) return Refused("no such prepay id of this way");
        if (placed.AppId != appId) return Refused("it was placed for another appid");
        if (nonce.Length is 0 or > 32) return Refused("the nonce has not 1 to 32 characters");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > OfferLives)
        {
            return Refused("the timestamp is no second within two hours");
        }

        var message = Encoding.UTF8.GetBytes($"{appId}\n{timestamp}\n{nonce}\n{lastLine}\n");
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && accounts[placed.MerchantId].Signed(message, bytes.AsSpan(0, length))
                ? new(placed.OutTradeNo, null)
                : Refused("the signature is not the merchant's");
    }

    /// <summary>The parameters by name; null unless exactly these are there and every one is a text.</summary>
    private static Dictionary<string, string>? Texts(JsonElement parameters, string[] names)
    {
        if (parameters.ValueKind != JsonValueKind.Object) return null;
        var texts = parameters.EnumerateObject()
            .Where(one => one.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(one => one.Name, one => one.Value.GetString()!);
        var given = parameters.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal);
        return given.SequenceEqual(names) && texts.Count == names.Length ? texts : null;
    }

    private static CalledUp Refused(string problem) => new(null, problem);
}
