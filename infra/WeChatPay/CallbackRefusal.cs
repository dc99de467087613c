namespace PayFunctions.Infra.WeChatPay;

/// <summary>A refused callback.</summary>
/// <param name="Reason">For logs and counters only; the answer's body is the same for all of one status.</param>
/// <param name="Status">401, 400, 404, 413 or 503.</param>
/// <param name="Skew">Their clock minus ours, where a timestamp was read.</param>
/// <param name="Anchor">Where it is explained: <c>docs/refusals.md#…</c>.</param>
public sealed record CallbackRefusal(RefusalReason Reason, int Status, TimeSpan? Skew, string Anchor)
{
    internal static CallbackRefusal For(RefusalReason reason, TimeSpan? skew = null) =>
        new(reason, RefusalReasons.Status(reason), skew, RefusalReasons.Anchor(reason));
}
