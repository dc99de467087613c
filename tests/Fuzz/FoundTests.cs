using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using PayFunctions.Edge;
using PayFunctions.Orders;
using PayFunctions.Splits;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Fuzz;

/// <summary>What fuzzing has found, each as it was found.</summary>
public class FoundTests
{
    /// <summary>It asked for a list of two thousand million receivers.</summary>
    [Theory]
    [InlineData("receivers[2147483647].account")]
    [InlineData("receivers[0].account")]
    public void A_name_that_looks_like_a_path_is_no_place_in_a_list(string name)
    {
        var split = SplitRequestJson.Read(Encoding.UTF8.GetBytes($$"""{"{{name}}":"x"}"""), out var problems);

        Assert.Empty(split.Receivers);
        Assert.Equal((name, "is not a known field"), Assert.Single(problems) is var only ? (only.Field, only.Message) : default);
    }

    /// <summary>OpenSSL's chain engine throws over it: that was 500 to whoever sent it.</summary>
    [Fact]
    public void A_certificate_whose_key_does_not_read_is_refused_like_any_stranger()
    {
        var store = new StoreSide();
        var parts = store.Sign().Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var leaf = Convert.FromBase64String((string)header["x5c"]![0]!);
        leaf[leaf.AsSpan().IndexOf(Convert.FromHexString("06082A8648CE3D030107")) + 9] = 0x77; // A curve that there is not.
        header["x5c"]![0] = Convert.ToBase64String(leaf);
        parts[0] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()));

        Assert.NotNull(store.Read(string.Join('.', parts)).Refusal);
    }

    /// <summary>The quality of 9999-12-31 was due past the end of the calendar: 500.</summary>
    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("9999-12-31", false)]
    [InlineData("0001-01-01", false)]
    [InlineData("2026-02-30", false)]
    public void A_day_of_a_URL_is_one_from_which_there_is_room_to_reckon(string text, bool isDay) =>
        Assert.Equal(isDay, UrlDay.TryRead(text, out _));

    [Fact]
    public void A_name_that_looks_like_a_path_is_no_field_within_another()
    {
        var order = OrderRequestJson.Read("""{"total.amount":1}"""u8, out var problems);

        Assert.Null(order.Amount);
        Assert.Contains(problems, problem => problem is { Field: "total.amount", Message: "is not a known field" });
    }
}
