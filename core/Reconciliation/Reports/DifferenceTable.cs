using PayFunctions.Core.Reconciliation.Causes;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>The differences one by one.</summary>
internal static class DifferenceTable
{
    public static void Write(TextWriter to, IReadOnlyList<ExplainedDifference> differences)
    {
        if (differences.Count == 0) return;
        to.Write($"<h3>Differences, {Html.Number(differences.Count)} listed</h3><div class=\"scroll\"><table><thead><tr><th>kind</th><th>order</th>"
            + "<th>refund</th><th>here</th><th>there</th><th>currency</th><th>at (UTC)</th><th>lines</th><th>cause</th></tr></thead><tbody>");
        foreach (var (difference, cause) in differences)
        {
            var (here, there) = (difference.Here.FirstOrDefault(), difference.There.FirstOrDefault());
            to.Write($"<tr><td>{difference.Kind}</td><td>{Html.Text(difference.First.OrderId)}</td><td>{Html.Text(difference.First.Reference)}</td>");
            to.Write($"<td class=\"n\">{Amounts(difference.Here)}</td><td class=\"n\">{Amounts(difference.There)}</td>");
            to.Write(FormattableString.Invariant(
                $"<td>{difference.First.Currency.Code}</td><td>{Html.Instant(difference.First.At)}</td><td>{here?.Line} / {there?.Line}</td>"));
            to.Write(FormattableString.Invariant($"<td>{cause.Kind} ({cause.Confidence:P0}): {Html.Text(cause.Evidence)}</td></tr>"));
        }

        to.Write("</tbody></table></div>");
    }

    private static string Amounts(IReadOnlyList<MovementRow> rows) => string.Join(" + ", rows.Select(row => Html.Number(row.Amount)));
}
