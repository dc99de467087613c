using System.Collections.Concurrent;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Counts the machines' moves, and tells them in the trace, each with what it booked.</summary>
internal static class Transitions
{
    private static readonly object True = true;

    private static readonly object False = false;

    private static readonly ConcurrentDictionary<(string From, string To, string? Booked), string> Words = new();

    public static void Count(OrderState from, OrderState to, IReadOnlyList<Posting> booked) =>
        Count("order", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat: false, Kinds(booked));

    public static void Count(RefundState from, RefundState to, IReadOnlyList<Posting> booked) =>
        Count("refund", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat: false, Kinds(booked));

    public static void Count(SplitState from, SplitState to, IReadOnlyList<Posting> booked) =>
        Count("split", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat: false, Kinds(booked));

    public static void Count(HoldState from, HoldState to, WalletEntry? booked) =>
        Count("hold", Enum.GetName(from)!, Enum.GetName(to)!, isRepeat: false, booked?.Kind);

    public static void Repeat(OrderState state) => Repeat("order", Enum.GetName(state)!);

    public static void Repeat(RefundState state) => Repeat("refund", Enum.GetName(state)!);

    public static void Repeat(HoldState state) => Repeat("hold", Enum.GetName(state)!);

    /// <summary>One that its machine refused.</summary>
    public static void Refused(string machine, RefusalReason reason) =>
        PayFunctionsTelemetry.EvidenceRefusals.Add(1, new("machine", machine), new("reason", reason.ToString()));

    private static void Repeat(string machine, string state) => Count(machine, state, state, isRepeat: true, booked: null);

    private static void Count(string machine, string from, string to, bool isRepeat, string? booked)
    {
        PayFunctionsTelemetry.StateTransitions.Add(
            1, new("machine", machine), new("from", from), new("to", to), new("repeat", isRepeat ? True : False));
        if (isRepeat || Story.Span is null) return;
        Story.Tag(machine, Words.GetOrAdd(
            (from, to, booked),
            static move => move.Booked is null ? $"{move.From} > {move.To}" : $"{move.From} > {move.To}: {move.Booked}"));
    }

    private static string? Kinds(IReadOnlyList<Posting> booked) => booked.Count switch
    {
        0 => null,
        1 => booked[0].Kind,
        _ => string.Join(", ", booked.Select(posting => posting.Kind)),
    };
}
