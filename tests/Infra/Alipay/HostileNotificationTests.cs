using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Alipay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>What a stranger, a broken gateway or a mistaken one of our own may send.</summary>
public class HostileNotificationTests
{
    private static readonly Reading Ours = new();

    public static TheoryData<string, AlipayRefusal> Names =>
        new(HostileForms.All.Select(one => (one.Name, one.Reason)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_form_is_refused_for_its_own_reason(string name, AlipayRefusal reason)
    {
        var read = Ours.Read(HostileForms.Of(name));

        Assert.Equal(reason, read.Refusal);
        Assert.Null(read.Evidence);
        Assert.False(read.Acknowledge);
    }

    [Fact]
    public void The_table_is_long_and_comes_from_a_form_that_is_taken()
    {
        Assert.True(HostileForms.All.Count >= 25, $"{HostileForms.All.Count} variants");
        Assert.NotNull(Ours.Read(AlipaySide.Signed(AlipaySide.Fields())).Evidence);
    }

    /// <summary>Each signed field, one by one, with one character changed, left out, or doubled.</summary>
    [Fact]
    public void No_signed_field_can_be_changed_left_out_or_doubled()
    {
        var genuine = AlipaySide.Sign(AlipaySide.Fields());

        Assert.All(genuine.Keys.Where(name => name is not "sign_type"), name =>
        {
            var text = genuine[name];
            Dictionary<string, string> changed = new(genuine) { [name] = text[..^1] + (text[^1] == '0' ? '1' : '0') };
            Dictionary<string, string> without = new(genuine);
            without.Remove(name);
            Assert.NotNull(Ours.Read(AlipaySide.Form(changed)).Refusal);
            Assert.NotNull(Ours.Read(AlipaySide.Form(without)).Refusal);
            Assert.Equal(
                AlipayRefusal.DuplicateField,
                Ours.Read(AlipaySide.Form(genuine.Append(new(name, text)))).Refusal);
        });
    }

    [Fact]
    public void Bytes_of_any_kind_are_refused_and_never_throw()
    {
        var random = new Random(20240301);
        var genuine = AlipaySide.Signed(AlipaySide.Fields());
        for (var round = 0; round < 2000; round++)
        {
            byte[] body = [.. genuine];
            body[random.Next(body.Length)] = (byte)random.Next(256);
            var read = Ours.Read(body);
            Assert.True(
                read.Refusal is not null || body.AsSpan().SequenceEqual(genuine)
                    || Encoding.ASCII.GetString(body).Equals(
                        Encoding.ASCII.GetString(genuine), StringComparison.OrdinalIgnoreCase),
                $"seed 20240301, round {round}: taken");
        }
    }
}
