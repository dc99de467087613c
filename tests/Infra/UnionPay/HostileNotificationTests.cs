using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>What a stranger, a broken gateway or a mistaken one of our own may send.</summary>
public class HostileNotificationTests
{
    private static readonly Reading Ours = new();

    public static TheoryData<string, UnionPayRefusal> Names =>
        new(HostileForms.All.Select(one => (one.Name, one.Reason)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_form_is_refused_for_its_own_reason(string name, UnionPayRefusal reason)
    {
        var read = Ours.Read(HostileForms.Of(name));

        Assert.Equal(reason, read.Refusal);
        Assert.Null(read.Evidence);
        Assert.False(read.Acknowledge);
    }

    [Fact]
    public void The_table_is_long_names_every_reason_and_comes_from_a_form_that_is_taken()
    {
        Assert.True(HostileForms.All.Count >= 25, $"{HostileForms.All.Count} variants");
        Assert.Equal(
            Enum.GetValues<UnionPayRefusal>(), HostileForms.All.Select(one => one.Reason).Distinct().Order());
        Assert.NotNull(Ours.Read(UnionPaySide.Signed(UnionPaySide.Fields())).Evidence);
    }

    /// <summary>Each signed field, one by one, with one character changed, left out, or doubled.</summary>
    [Fact]
    public void No_signed_field_can_be_changed_left_out_or_doubled()
    {
        var genuine = UnionPaySide.Sign(UnionPaySide.Fields());

        Assert.All(genuine.Keys, name =>
        {
            var text = genuine[name];
            Dictionary<string, string> changed = new(genuine) { [name] = text[..^1] + (text[^1] == '0' ? '1' : '0') };
            Dictionary<string, string> without = new(genuine);
            without.Remove(name);
            Assert.NotNull(Ours.Read(UnionPaySide.Form(changed)).Refusal);
            Assert.NotNull(Ours.Read(UnionPaySide.Form(without)).Refusal);
            Assert.Equal(
                UnionPayRefusal.DuplicateField,
                Ours.Read(UnionPaySide.Form(genuine.Append(new(name, text)))).Refusal);
        });
    }

    [Fact]
    public void Bytes_of_any_kind_are_refused_and_never_throw()
    {
        var random = new Random(20240301);
        var genuine = UnionPaySide.Signed(UnionPaySide.Fields());
        for (var round = 0; round < 1000; round++)
        {
            byte[] body = [.. genuine];
            body[random.Next(body.Length)] = (byte)random.Next(256);
            var read = Ours.Read(body);
            Assert.True(
                read.Refusal is not null || body.AsSpan().SequenceEqual(genuine) || IsTheSame(body, genuine),
                $"seed 20240301, round {round}: taken");
        }
    }

    /// <summary>An escape in other letters says the same.</summary>
    private static bool IsTheSame(byte[] one, byte[] other) => string.Equals(
        System.Text.Encoding.Latin1.GetString(one), System.Text.Encoding.Latin1.GetString(other),
        StringComparison.OrdinalIgnoreCase);
}
