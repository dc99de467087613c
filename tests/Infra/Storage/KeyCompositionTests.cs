using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Storage;

/// <summary>Two things that differ never share a key, however their names are made up.</summary>
public class KeyCompositionTests
{
    /// <summary>Few letters, and those that keys are put together with: what could collide, soon does.</summary>
    private static readonly Gen<string> Name =
        from length in Gen.Choose(1, 4)
        from letters in Gen.Elements('a', '|', '~', '-', '2', '@', '/', '0').ArrayOf(length)
        from tail in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Constant(new string('x', 130))))
        select new string(letters) + tail;

    private static readonly Gen<Evidence> AnyEvidence =
        from source in Gen.Elements(Enum.GetValues<EvidenceSource>())
        from attempt in Gen.Choose(1, 3)
        from id in Name
        select Told.Paid(id) with { Source = source, Attempt = attempt };

    private static readonly Arbitrary<((OrderKey, Evidence), (OrderKey, Evidence))> TwoPieces =
        (from one in Gen.Zip(Key, AnyEvidence)
         from other in Gen.OneOf(
             Gen.Zip(Key, AnyEvidence), Key.Select(key => (key, one.Item2)), AnyEvidence.Select(told => (one.Item1, told)))
         select (one, other)).ToArbitrary();

    private static Gen<OrderKey> Key => Gen.Zip(Name, Name).Select(pair => new OrderKey(pair.Item1, pair.Item2));

    [Fact]
    public void Evidence_of_two_tenants_orders_sources_or_attempts_has_two_keys() => Prop.ForAll(TwoPieces, two =>
    {
        var ((oneKey, one), (otherKey, other)) = two;
        var isSame = oneKey == otherKey && one.Source == other.Source && Id(one) == Id(other);
        var collides = OrderKeys.Partition(oneKey) == OrderKeys.Partition(otherKey) && OrderKeys.Evidence(one) == OrderKeys.Evidence(other);
        return isSame == collides;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Stored_answers_of_two_tenants_routes_or_keys_have_two_keys()
    {
        var three = from tenant in Name from scope in Name from key in Name select (tenant, scope, key);
        var any = (from one in three from other in Gen.OneOf(three, Name.Select(key => (one.tenant, one.scope, key))) select (one, other)).ToArbitrary();
        Prop.ForAll(any, two => (two.one == two.other) == (KeyOf(two.one) == KeyOf(two.other)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void What_two_merchants_or_providers_say_meets_in_no_order_of_the_other()
    {
        var order = Told.After(Told.New(), Told.Prepaid());

        Assert.Equal(Verdict.Moved, EvidenceDecision.Decide(order, Told.Paid()).Verdict);
        Assert.Equal(Verdict.Quarantined, EvidenceDecision.Decide(order, Told.Paid() with { MerchantId = "1900000002" }).Verdict);
        Assert.Equal(Verdict.Quarantined, EvidenceDecision.Decide(order, Told.Paid() with { Provider = "alipay" }).Verdict);
    }

    /// <summary>An answer's attempt is part of what it is called; a notification's id is the provider's, whatever attempt it is of.</summary>
    private static (string, int) Id(Evidence told) =>
        (told.Id, told.Source == EvidenceSource.Answer ? told.Attempt : 1);

    private static (string, string) KeyOf((string Tenant, string Scope, string Key) one) =>
        (IdempotencyRows.Partition(one.Tenant, one.Scope, one.Key), IdempotencyRows.Row(one.Key));
}
