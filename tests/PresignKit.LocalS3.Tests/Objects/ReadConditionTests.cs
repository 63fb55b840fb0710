using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Objects;

public sealed class ReadConditionTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("If-Match", "same", 200)]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-None-Match", "same", 304)]
    [InlineData("If-None-Match", "\"other\"", 200)]
    [InlineData("If-Modified-Since", "+1", 304)]
    [InlineData("If-Modified-Since", "-1", 200)]
    [InlineData("If-Modified-Since", "nonsense", 200)]
    [InlineData("If-Unmodified-Since", "+1", 200)]
    [InlineData("If-Unmodified-Since", "-1", 412)]
    public async Task Get_OneCondition_IsHonored(string name, string value, int status)
    {
        var response = await GetAsync((name, value));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("If-Match", "same", "If-Unmodified-Since", "-1", 200)]
    [InlineData("If-None-Match", "\"other\"", "If-Modified-Since", "+1", 200)]
    [InlineData("If-None-Match", "same", "If-Modified-Since", "-1", 304)]
    public async Task Get_TwoConditions_TheEntityTagTakesPrecedence(string first, string firstValue, string second, string secondValue, int status)
    {
        var response = await GetAsync((first, firstValue), (second, secondValue));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Get_NotModified_KeepsTheEntityTagAndHasNoBody()
    {
        var response = await GetAsync(("If-None-Match", "same"));

        Assert.NotNull(response.Headers.ETag);
        Assert.Empty(await response.TextAsync());
    }

    private async Task<HttpResponseMessage> GetAsync(params (string Name, string Value)[] conditions)
    {
        await store.PutTextAsync("condition", "content");
        var head = await store.Sign.SendAsync("HEAD", "condition");
        var modified = head.Content.Headers.LastModified!.Value;
        NameValue Resolve((string Name, string Value) condition) => new(condition.Name, condition.Value switch
        {
            "same" => head.Headers.ETag!.Tag,
            "+1" => modified.AddDays(1).ToString("r", CultureInfo.InvariantCulture),
            "-1" => modified.AddDays(-1).ToString("r", CultureInfo.InvariantCulture),
            var literal => literal,
        });
        return await store.Sign.SendAsync("GET", "condition", loose: [.. conditions.Select(Resolve)]);
    }
}
