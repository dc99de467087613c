using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>What a second rule set would have judged otherwise.</summary>
internal static class ShadowSection
{
    private const int ChangesMax = 200;

    public static void Write(TextWriter to, ChannelReport channel)
    {
        if (channel.Shadow is not { } shadow) return;
        to.Write("<h3>Shadow rules</h3><p>Never applied. ");
        if (shadow.Refusal is { } refusal) to.Write(Html.Text($"The shadow run was refused: {refusal}."));
        else if (shadow.Agrees) to.Write("They judge every row as the applied rules do.");
        else to.Write(Html.Text($"They find {Html.Number(shadow.Shadow.Disagreements)} differences instead of {Html.Number(channel.Coverage.Disagreements)}."));
        if (!shadow.IsWhole) to.Write(" Only the counts were compared.");
        to.Write("</p>");
        if (shadow.Changes.Count == 0) return;
        Html.Table(to, $"Judged otherwise, {Html.Number(shadow.Changes.Count)} keys", ["movement", "key", "applied", "shadow"],
            shadow.Changes.Take(ChangesMax).Select(change => new[]
            {
                change.Movement.ToString(), change.Key, Words(change.Applied), Words(change.Shadow),
            }));
    }

    private static string Words(IReadOnlyList<DifferenceRow> some) =>
        some.Count == 0 ? "agrees" : string.Join(" + ", some.Select(one => one.Kind));
}
