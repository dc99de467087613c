using PayFunctions.Core.Ledger;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>One entry of a posting, as a plan shows it before anything is written.</summary>
/// <param name="IsNew">Whether the repair would write it; false: it stands already.</param>
public sealed record PostingLine(
    int Sequence, string Kind, string Account, long Debit, long Credit, Currency Currency, bool IsNew)
{
    /// <param name="before">What stands.</param>
    /// <param name="added">What a repair would add.</param>
    public static IReadOnlyList<PostingLine> Of(IEnumerable<Posting> before, IEnumerable<Posting> added) =>
        [.. before.SelectMany(posting => Lines(posting, isNew: false)), .. added.SelectMany(posting => Lines(posting, isNew: true))];

    private static IEnumerable<PostingLine> Lines(Posting posting, bool isNew) => posting.Entries.Select(
        entry => new PostingLine(posting.Sequence, posting.Kind, entry.Account, entry.Debit, entry.Credit, entry.Currency, isNew));
}
