using System.Text;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Fuzz;

internal sealed class AppStoreInputs(StoreSide store) : CallbackInputs
{
    private static readonly string[] Types =
        ["SUBSCRIBED", "DID_RENEW", "REFUND", "REVOKE", "EXPIRED", "REFUND_REVERSED", "ONE_TIME_CHARGE", "TEST", "CONSUMPTION_REQUEST", "NEW_WORD"];

    private readonly string _good = store.Sign();

    public override FuzzRequest Taken() => Request(Encoding.UTF8.GetBytes(StoreSide.Body(_good)));

    protected override FuzzRequest Signed(Dice dice)
    {
        var notification = StoreSide.Subscribed() with { Id = $"{dice.Below(1000):D8}-51f5-4503-b5a8-c3a1af68eb20", Type = dice.Of(Types) };
        var message = store.Sign(notification, alter: json => Alter(dice, json), alterTransaction: json => Alter(dice, json));
        return Request(Encoding.UTF8.GetBytes(StoreSide.Body(message)));
    }

    /// <summary>Pieces of the signed message that no longer belong together.</summary>
    protected override FuzzRequest Unsigned(Dice dice)
    {
        var parts = _good.Split('.');
        var at = dice.Below(parts.Length);
        parts[at] = OddText.Changed(dice, parts[at]);
        var body = JsonNode.Parse(StoreSide.Body(string.Join('.', parts)))!;
        return Request(OddJson.Written(dice, dice.OneIn(3) ? OddJson.Changed(dice, body) : body));
    }

    private static void Alter(Dice dice, JsonObject json)
    {
        if (dice.OneIn(2) || OddJson.Changed(dice, json) is not JsonObject changed) return;
        json.Clear();
        foreach (var (name, value) in changed) json[name] = value?.DeepClone();
    }

    private static FuzzRequest Request(byte[] body) =>
        new FuzzRequest("POST", "/api/callbacks/appstore", body).With("Content-Type", "application/json");
}
