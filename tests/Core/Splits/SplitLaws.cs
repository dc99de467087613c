using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Tests.Core.Orders;
using PayFunctions.Tests.Core.Refunds;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Splits;

/// <summary>What holds for every order and its splits, returns and refunds, whatever is asked and said, however often.</summary>
public class SplitLaws
{
    public enum Kind
    {
        AskSplit,
        AskReturn,
        TellSplit,
        TellReturn,
        AskRefund,
        TellRefund,
    }

    /// <summary>One thing that happens: which, to which of a few, how much, and what is said of it.</summary>
    public sealed record Happening(Kind Kind, int Nth, long Amount, SplitEvent Says, bool Flag);

    private static readonly Gen<Happening> AnyHappening =
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from nth in Gen.Choose(1, 3)
        from amount in Gen.Elements(0L, 1L, 100L, 300L, 617L, 1234L, 1235L)
        from says in Gen.Frequency((3, Gen.Constant(SplitEvent.Done)), (4, Gen.Elements(Enum.GetValues<SplitEvent>())))
        from flag in Gen.Elements(false, false, false, true)
        select new Happening(kind, nth, amount, says, flag);

    private static readonly Arbitrary<Happening[]> AnyStory = (
        from told in Gen.ArrayOf(AnyHappening)
        from again in Gen.Shuffle([.. told, .. told])
        select again).ToArbitrary();

    [Fact]
    public void Shared_and_set_apart_never_exceed_what_was_paid() => Check(book =>
        book.Order.Shared + book.Order.ShareReserved <= book.Order.Paid
        && book.Order is { Shared.MinorUnits: >= 0, ShareReserved.MinorUnits: >= 0 });

    [Fact]
    public void Shares_and_rest_are_the_whole_of_what_could_be_shared() => Check(book =>
        book.Splits.Values.All(split => split.Shared + split.Rest == book.Wholes[split.Id]));

    [Fact]
    public void What_is_set_apart_is_the_sum_of_the_splits_under_way() => Check(book =>
        book.Order.ShareReserved.MinorUnits == book.Splits.Values
            .Where(split => SplitMachine.IsOpen(split.State)).Sum(split => split.Shared.MinorUnits));

    [Fact]
    public void What_receivers_have_is_what_they_received_less_what_they_gave_back() => Check(book =>
    {
        var received = book.Splits.Values.Where(split => split.State == SplitState.Done)
            .Sum(split => split.Received.MinorUnits);
        var given = book.Splits.Values.SelectMany(split => split.Returns)
            .Where(given => given.State == SplitState.Done).Sum(given => given.Amount.MinorUnits);
        return book.Order.Shared.MinorUnits == received - given
            && book.Balance("receiver/") == -book.Order.Shared.MinorUnits;
    });

    [Fact]
    public void Nobody_gives_back_more_than_their_share() => Check(book => book.Splits.Values.All(split =>
        split.Shares.All(share => split.Returnable(share.Account).MinorUnits >= 0)));

    [Fact]
    public void The_ledger_balances_without_gaps_and_the_merchant_has_what_is_left() => Check(book =>
        book.Balance("") == 0
        && book.Balance("merchant/") == -(book.Order.Paid - book.Order.Refunded - book.Order.Shared).MinorUnits
        && book.Postings.Select(posting => posting.Sequence).SequenceEqual(Enumerable.Range(1, book.Order.Postings)));

    [Fact]
    public void The_merchant_never_owes_a_refund_that_went_only_once_shares_were_back() => Check(book =>
        book.Balance("merchant/") <= 0);

    [Fact]
    public void The_same_again_changes_nothing() => Check(book => book.RepeatsChangedNothing);

    private static void Check(Func<Book, bool> law) => Prop.ForAll(AnyStory, story =>
    {
        var book = new Book();
        return story.All(happening => book.Take(happening) && law(book));
    }).QuickCheckThrowOnFailure();

    /// <summary>A store of one order: what the real one does by a transaction, this does by an assignment.</summary>
    private sealed class Book
    {
        public Order Order { get; private set; } =
            (Told.New() with { Sharing = SharingState.Open }).After(Told.Prepaid(), Told.Paid());

        public Dictionary<string, Split> Splits { get; } = [];

        public Dictionary<string, PayFunctions.Core.Money> Wholes { get; } = [];

        public Dictionary<string, Refund> Refunds { get; } = [];

        public List<Posting> Postings { get; } = [OrderPostings.Payment(Told.New(), Told.Noon)];

        public bool RepeatsChangedNothing { get; private set; } = true;

        /// <summary>Debits less credits of the accounts whose names begin so.</summary>
        public long Balance(string accounts) => Postings.SelectMany(posting => posting.Entries)
            .Where(entry => entry.Account.StartsWith(accounts, StringComparison.Ordinal))
            .Sum(entry => entry.Debit - entry.Credit);

        public bool Take(Happening happening)
        {
            Apply(happening);
            var (order, postings) = (Order, Postings.Count);
            Apply(happening);
            RepeatsChangedNothing &= IsRefused(happening) || (order == Order && postings == Postings.Count);
            return true;
        }

        /// <summary>What was refused at first (too early, for one) is no repeat when it is asked again.</summary>
        private static bool IsRefused(Happening happening) => happening.Kind == Kind.TellRefund;

        private void Apply(Happening happening)
        {
            switch (happening.Kind)
            {
                case Kind.AskSplit: AskSplit(happening); break;
                case Kind.AskReturn when Split(happening) is { } split: AskReturn(split, happening); break;
                case Kind.TellSplit when Split(happening) is { } split:
                    Keep(SplitDecision.Decide(Order, split, split.Says(
                        happening.Says, but: happening.Flag ? Tests.Core.Splits.Splits.Agent : null)));
                    break;
                case Kind.TellReturn when Split(happening) is { } split && split.Return("RET1") is not null:
                    Keep(SplitDecision.Decide(Order, split, split.Says(happening.Says, "RET1")));
                    break;
                case Kind.AskRefund: AskRefund(happening); break;
                case Kind.TellRefund when Refunds.GetValueOrDefault($"REF{happening.Nth}") is { } refund:
                    // It is sent only once what it takes is there.
                    if (!Order.SharesToReturn.IsZero) return;
                    var change = RefundDecision.Decide(Order, refund, refund.Says(
                        happening.Flag ? RefundEvent.Refused : RefundEvent.Succeeded));
                    (Order, Refunds[refund.Id]) = (change.Order, change.Refund);
                    Postings.AddRange(change.Postings);
                    break;
                default:
                    break;
            }
        }

        private Split? Split(Happening happening) => Splits.GetValueOrDefault($"SPL{happening.Nth}");

        private void AskSplit(Happening happening)
        {
            var asked = happening.Amount == 0
                ? new($"SPL{happening.Nth}", [], UnfreezeRest: true)
                : Tests.Core.Splits.Splits.Asked(happening.Amount, 1, $"SPL{happening.Nth}", happening.Flag);
            var before = Order.Sharable;
            var answer = Order.Ask(asked, Split(happening));
            Order = answer.Order;
            if (answer.Verdict != Verdict.Moved) return;
            Splits.Add(asked.Id, answer.Split!);
            Wholes.Add(asked.Id, before);
        }

        private void AskReturn(Split split, Happening happening)
        {
            if (happening.Amount == 0) return;
            var answer = Order.Ask(split, new NewReturn(
                "RET1", Tests.Core.Splits.Splits.Partner, Tests.Core.Splits.Splits.Fen(happening.Amount)));
            (Order, Splits[split.Id]) = (answer.Order, answer.Split!);
        }

        private void AskRefund(Happening happening)
        {
            if (happening.Amount == 0) return;
            var id = $"REF{happening.Nth}";
            var answer = RefundReservation.Decide(
                Order, Refunds.GetValueOrDefault(id), new(id, Tests.Core.Splits.Splits.Fen(happening.Amount), null), Told.Noon);
            Order = answer.Order;
            if (answer.Verdict == Verdict.Moved) Refunds.Add(id, answer.Refund!);
        }

        private void Keep(SplitChange change)
        {
            (Order, Splits[change.Split.Id]) = (change.Order, change.Split);
            Postings.AddRange(change.Postings);
        }
    }
}
