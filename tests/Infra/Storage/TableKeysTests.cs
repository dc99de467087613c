using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Storage;

public class TableKeysTests
{
    [Theory]
    [InlineData("ORDER001")]
    [InlineData("a/b|c#d~e")]
    [InlineData("茶")]
    public void What_was_escaped_reads_back(string id)
    {
        Assert.Equal(id, TableKeys.Unescape(TableKeys.Escape(id)));
        Assert.Equal(id, TableKeys.Unescape(TableKeys.EscapePart(id)));
        Assert.Throws<FormatException>(() => TableKeys.Unescape("~12"));
    }

    private static readonly Arbitrary<string> AnyId = Gen.OneOf(
            Gen.Elements("/\\#?~|aA0 %'+\0\u007F\u0085\uD800\uDC00茶".ToCharArray()).ArrayOf(),
            Gen.Choose(0, 0xFFFF).Select(unit => (char)unit).ArrayOf())
        .Select(chars => new string(chars)).ToArbitrary();

    [Theory]
    [InlineData("ORD_2026-11|20*1", "ORD_2026-11|20*1")]
    [InlineData("a/b\\c#d?e", "a~002Fb~005Cc~0023d~003Fe")]
    [InlineData("~002F", "~007E002F")]
    [InlineData("", "")]
    public void Ids_read_the_same_in_their_keys_but_for_what_tables_refuse(string id, string key) =>
        Assert.Equal(key, TableKeys.Escape(id));

    [Fact]
    public void A_part_that_another_follows_escapes_its_pipes() => Assert.Equal("a~007Cb", TableKeys.EscapePart("a|b"));

    [Fact]
    public void Keys_hold_nothing_that_tables_refuse() => Prop.ForAll(AnyId, id =>
        TableKeys.Escape(id).All(c => c is > ' ' and < '\u007F' and not ('/' or '\\' or '#' or '?')))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_id_can_be_read_back_from_its_key() => Prop.ForAll(AnyId, id =>
        Unescape(TableKeys.Escape(id)) == id && Unescape(TableKeys.EscapePart(id)) == id).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tenant_and_an_order_id_never_share_a_key_with_another_pair() =>
        Prop.ForAll(AnyId, AnyId, (tenant, id) =>
        {
            var key = $"{TableKeys.EscapePart(tenant)}|{TableKeys.Escape(id)}";
            var border = key.IndexOf('|', StringComparison.Ordinal);
            return (Unescape(key[..border]), Unescape(key[(border + 1)..])) == (tenant, id);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_foreign_id_keeps_its_key_short_and_its_own()
    {
        var (one, other) = (new string('a', 5000) + "1", new string('a', 5000) + "2");

        Assert.True(TableKeys.EscapeForeign(one).Length < 512);
        Assert.NotEqual(TableKeys.EscapeForeign(one), TableKeys.EscapeForeign(other));
    }

    private static string Unescape(string key)
    {
        var id = new System.Text.StringBuilder();
        for (var at = 0; at < key.Length; at++)
        {
            if (key[at] != '~') id.Append(key[at]);
            else
            {
                id.Append((char)Convert.ToInt32(key.Substring(at + 1, 4), 16));
                at += 4;
            }
        }

        return id.ToString();
    }
}
