using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Evidence;

/// <summary>What a case is as files.</summary>
internal static class EvidenceFiles
{
    public static List<EvidenceFile> Of(EvidenceCase of)
    {
        var files = new List<EvidenceFile> { new("difference.json", EvidenceJson.Bytes(Difference(of)), $"run {of.Run}") };
        for (var i = 0; i < of.Lines.Count; i++) AddLine(files, of.Lines[i], i + 1);
        files.AddRange(of.Callbacks);
        files.AddRange(of.Records);
        if (of.Audit.Count > 0) files.Add(new("audit.json", EvidenceJson.Bytes(of.Audit), $"audit of run {of.Run}"));
        return files;
    }

    private static void AddLine(List<EvidenceFile> files, BillExtract line, int number)
    {
        var source = FormattableString.Invariant($"{line.File}, line {line.Line}, byte {line.Offset}");
        files.Add(new($"bill/line-{number}.txt", line.Raw, source));
        files.Add(new($"bill/line-{number}.json", EvidenceJson.Bytes(new
        {
            file = line.File,
            billSha256 = line.BillHash,
            line = line.Line,
            offset = line.Offset,
            bytes = line.Raw.Length,
        }), source));
    }

    private static object Difference(EvidenceCase of)
    {
        var (found, cause) = of.Found;
        return new
        {
            id = of.Id,
            kind = found.Kind,
            aspects = found.Aspects.ToString(),
            cause = new { kind = cause.Kind, confidence = cause.Confidence, evidence = cause.Evidence },
            here = found.Here.Select(Row),
            there = found.There.Select(Row),
        };
    }

    private static object Row(MovementRow row) => new
    {
        kind = row.Kind,
        status = row.Status,
        orderId = row.OrderId,
        refundId = row.Reference,
        transactionId = row.ProviderId,
        amount = row.Amount,
        currency = row.Currency.Code,
        feeThousandths = row.Fee,
        at = row.At,
        merchant = row.Merchant,
        line = row.Line,
        offset = row.Offset,
        daysCarried = row.Age,
    };
}
