using System.Text;
using PresignKit.S3.Administration.BucketPolicy;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.BucketPolicy;

/// <summary>The policy document of a store is somebody else's JSON: it is read within limits, or reported.</summary>
public sealed class BucketPolicyDocumentTests
{
    private static readonly S3StoreSettings Settings = new CannedStore().Settings;

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"Statement\":[1]}")]
    [InlineData("{\"Statement\":[null]}")]
    [InlineData("{\"Statement\":\"x\"}")]
    [InlineData("{\"Statement\":[{\"Sid\":\"a\",\"Sid\":\"b\"}]}")]
    [InlineData("{\"Statement\":[")]
    [InlineData("{\"Statement\":[{\"Sid\":\"\\uD800\"")]
    public void Read_InvalidDocument_IsReported(string json) => AssertReported(json);

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public void Read_NestedTooDeep_IsReported(int depth) =>
        AssertReported($"{{\"Statement\":{new string('[', depth)}{new string(']', depth)}}}");

    [Fact]
    public void Read_TooLong_IsReported() => AssertReported($"{{\"Statement\":[],\"Id\":\"{new string('x', 1024 * 1024)}\"}}");

    [Fact]
    public void Read_AnyText_IsReadOrReported()
    {
        var random = new Random(20261129);
        const string Sample = """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Deny","Principal":{"AWS":["*"]},"Condition":{"Bool":{"a":"b"}}}]}""";
        for (var i = 0; i < 5_000; i++)
        {
            var text = new StringBuilder(Sample);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                text[random.Next(text.Length)] = "{}[]\",:\\\0\uD800a1"[random.Next(12)];
            }

            try
            {
                var document = BucketPolicyDocument.Read($"{text}", Settings);
                Assert.False(document.Has([new() { ["Sid"] = "b" }], "media"));
                Assert.NotEmpty(document.With([], "media"));
            }
            catch (StoreException exception)
            {
                Assert.Equal(ErrorCodes.StoreUnavailable, exception.Code);
            }
        }
    }

    private static void AssertReported(string json) =>
        Assert.Equal(ErrorCodes.StoreUnavailable, Assert.Throws<StoreException>(() => BucketPolicyDocument.Read(json, Settings)).Code);
}
