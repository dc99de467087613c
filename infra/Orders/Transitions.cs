using System.Collections.Concurrent;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Counts the machines' moves, and tells them in the trace.</summary>
internal static class Transitions
{
    private static readonly object True = true;

    private static readonly object False = false;

    private static readonly ConcurrentDictionary<(string From, string To), string> Words = new();

    public static void Count(OrderState from, OrderState to, bool isRepeat) =>
        Count("order", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat);

    public static void Count(RefundState from, RefundState to, bool isRepeat) =>
        Count("refund", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat);

    public static void Count(SplitState from, SplitState to, bool isRepeat) =>
        Count("split", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat);

    public static void Count(HoldState from, HoldState to, bool isRepeat) =>
        Count("hold", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat);

    /// <summary>One that its machine refused.</summary>
    public static void Refused(string machine, RefusalReason reason) =>
        PayFunctionsTelemetry.EvidenceRefusals.Add(1, new("machine", machine), new("reason", reason.ToString()));

    private static void Count(string machine, string from, string to, bool isRepeat)
    {
        PayFunctionsTelemetry.StateTransitions.Add(
            1, new("machine", machine), new("from", from), new("to", to), new("repeat", isRepeat ? True : False));
        if (isRepeat || Story.Span is null) return;
        Story.Tag(machine, Words.GetOrAdd((from, to), static move => $"{move.From} > {move.To}"));
    }
}
