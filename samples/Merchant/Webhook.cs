using System.Text.Json;

namespace PayFunctions.Samples.Merchant;

/// <summary>One webhook whose signature holds.</summary>
/// <param name="Id">The same when it comes again: what was done for it is not done twice.</param>
internal sealed record Webhook(string Id, JsonElement Body)
{
    public string Type => Text("type");

    public string OrderId => Text("orderId");

    public string Text(string name) => Body.GetProperty(name).GetString()!;
}
