using System.Text;

namespace PayFunctions.Core.Reconciliation;

/// <summary>A movement with a life of its own: what callers hand in row by row, and what a difference is kept as.</summary>
/// <param name="Amount">In minor units of <paramref name="Currency"/>.</param>
/// <param name="Fee">In thousandths of a minor unit; null when the side does not know it.</param>
/// <param name="Line">The line in its file, from 1; 0 when there is none.</param>
/// <param name="Offset">The line's first byte in the uncompressed file.</param>
/// <param name="Age">Days carried so far.</param>
public sealed record MovementRow(
    MovementKind Kind, MovementStatus Status, string OrderId, string Reference, string ProviderId, long Amount,
    Currency Currency, long? Fee, DateTimeOffset At, string Merchant = "", long Line = 0, long Offset = 0, int Age = 0)
{
    public static MovementRow Of(in Movement movement) => new(
        movement.Kind, movement.Status, Text(movement.OrderId), Text(movement.Reference), Text(movement.ProviderId),
        movement.Amount, movement.Currency.ToCurrency(), movement.Fee == Movement.FeeUnknown ? null : movement.Fee,
        DateTimeOffset.FromUnixTimeSeconds(movement.Instant), Text(movement.Merchant), movement.Line, movement.Offset,
        movement.Age);

    /// <summary>The same row for a run on the day after.</summary>
    public MovementRow Carried() => this with { Age = Age + 1 };

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
