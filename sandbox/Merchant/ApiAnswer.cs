using System.Text.Json;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>An answer of the merchant API.</summary>
/// <param name="Replayed">Whether it said <c>Idempotent-Replayed: true</c>.</param>
/// <param name="Body">Undefined where there was none or it was not JSON; <paramref name="Text"/> is what came.</param>
public sealed record ApiAnswer(int Status, string Text, JsonElement Body, string? ContentType, bool Replayed)
{
    public override string ToString() => $"{Status} {Text}";
}
