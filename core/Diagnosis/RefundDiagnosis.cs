using PayFunctions.Core.Refunds;
using static PayFunctions.Core.Diagnosis.FindingKind;
using static PayFunctions.Core.Diagnosis.FindingLevel;

namespace PayFunctions.Core.Diagnosis;

/// <summary>Where a refund is, and what it waits for.</summary>
internal static class RefundDiagnosis
{
    private const string None = "–";
    private const string SharesFirst = "SHARES_FIRST";

    public static Finding Of(Refund refund) => refund.State switch
    {
        RefundState.Requested when refund.Code == SharesFirst => new(RefundWaitsForShares, Note, refund.Id, refund.Amount),
        RefundState.Requested => new(
            RefundWaits, refund.Code is null ? Note : Warn, refund.Id, refund.Amount, refund.RequestedAt, refund.Code ?? None),
        RefundState.Processing => new(RefundUnderWay, Note, refund.Id, refund.Amount, refund.RequestedAt),
        RefundState.Abnormal => new(RefundStuck, Bad, refund.Id, refund.Amount, refund.Code ?? None),
        RefundState.Closed => new(FindingKind.RefundClosed, Warn, refund.Id, refund.Amount, refund.Code ?? None),
        RefundState.Succeeded => new(RefundDone, Note, refund.Id, refund.Amount, refund.EndedAt ?? refund.RequestedAt),
    };
}
