using System.Text;

namespace PresignKit.SigV4.Tests.Posting;

/// <summary>Strict parsing of a policy, and checking a form against it.</summary>
public class PostPolicyDocumentTests
{
    private const string Conditions
        = "{\"bucket\":\"media\"},[\"starts-with\",\"$key\",\"u/\"],{\"acl\":\"private\"},[\"starts-with\",\"$Content-Type\",\"image/\"]";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly NameValue[] Form = [new("key", "u/${filename}"), new("acl", "private"), new("content-type", "image/png")];

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\"}")]
    [InlineData("{\"conditions\":[]}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":{}}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[],\"more\":1}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[],\"conditions\":[]}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\",\"expiration\":\"2027-11-24T13:00:00Z\",\"conditions\":[]}")]
    [InlineData("{\"expiration\":\"tomorrow\",\"conditions\":[]}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00+02:00\",\"conditions\":[]}")]
    [InlineData("{\"expiration\":1,\"conditions\":[]}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[],}")]
    [InlineData("{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[]} x")]
    public void TryParse_InvalidDocument_IsRefused(string json) => Assert.False(PostPolicyDocument.TryParse(Base64(json), out _));

    [Theory]
    [InlineData("1")]
    [InlineData("\"acl\"")]
    [InlineData("{}")]
    [InlineData("{\"a\":\"1\",\"b\":\"2\"}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a b\":\"1\"}")]
    [InlineData("[]")]
    [InlineData("[\"eq\",\"$a\"]")]
    [InlineData("[\"eq\",\"a\",\"1\"]")]
    [InlineData("[\"eq\",\"$\",\"1\"]")]
    [InlineData("[\"eq\",\"$a\",1]")]
    [InlineData("[\"eq\",\"$a\",\"1\",\"2\"]")]
    [InlineData("[\"ends-with\",\"$a\",\"1\"]")]
    [InlineData("[1,\"$a\",\"1\"]")]
    [InlineData("[\"eq\",\"$a\",\"\\ud800\"]")]
    [InlineData("[\"content-length-range\",1]")]
    [InlineData("[\"content-length-range\",2,1]")]
    [InlineData("[\"content-length-range\",-1,1]")]
    [InlineData("[\"content-length-range\",1,1.5]")]
    [InlineData("[\"content-length-range\",1,\"x\"]")]
    [InlineData("[\"content-length-range\",1,99999999999999999999]")]
    public void TryParse_UnknownCondition_IsRefused(string condition) =>
        Assert.False(PostPolicyDocument.TryParse(Base64($"{{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[{condition}]}}"), out _));

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("e30")]
    [InlineData("e30=\n")]
    [InlineData(" e30=")]
    public void TryParse_NotBase64_IsRefused(string text) => Assert.False(PostPolicyDocument.TryParse(text, out _));

    [Theory]
    [InlineData("[", 20_000)]
    [InlineData("{\"a\":", 5_000)]
    [InlineData(" ", 60_000)]
    public void TryParse_DeepOrLongDocument_IsRefused(string piece, int count) => Assert.False(PostPolicyDocument.TryParse(
        Base64(string.Concat(Enumerable.Repeat(piece, count)) + "{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[]}"), out _));

    /// <summary>Amazon S3 API Reference, "POST Policy", character escaping.</summary>
    [Theory]
    [InlineData("{\"a\":\"\\$5\"}", "$5")]
    [InlineData("[\"eq\",\"\\$a\",\"\\$\\$\"]", "$$")]
    [InlineData("{\"a\":\"\\v\"}", "\v")]
    [InlineData("{\"a\":\"\\\\$\"}", "\\$")]
    [InlineData("{\"a\":\"\\\\v\"}", "\\v")]
    [InlineData("{\"a\":\"\\\\\\$\"}", "\\$")]
    [InlineData("{\"a\":\"\\b\\f\\n\\r\\t\\u00e4\\\"\"}", "\b\f\n\r\t\u00e4\"")]
    public void TryParse_DocumentedEscapes_AreRead(string condition, string value) =>
        Assert.Equal(("a", value), Parse(condition).Conditions.Select(c => (c.Name, c.Value)).Single());

    [Theory]
    [InlineData("{\"a\":\"\\q\"}")]
    [InlineData("{\"a\":\\$\"1\"}")]
    [InlineData("{\"a\":\\v\"1\"}")]
    [InlineData("{\"a\":\"1\\")]
    public void TryParse_OtherEscapes_AreRefused(string condition) =>
        Assert.False(PostPolicyDocument.TryParse(Base64($"{{\"expiration\":\"2026-11-24T13:00:00Z\",\"conditions\":[{condition}]}}"), out _));

    [Fact]
    public void TryParse_OtherSpellings_HaveTheSameMeaning()
    {
        var document = Parse("{\"ACL\":\"private\"},[\"EQ\",\"$Key\",\"x\"],[\"Starts-With\",\"$b\",\"\"],[\"content-length-range\",\"1\",\"10\"]");

        Assert.Equal(["ACL", "Key", "b", "content-length-range"], document.Conditions.Select(c => c.Name));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.Zero), document.Expiration);
        Assert.Equal(10, document.MaxContentLength);
    }

    [Fact]
    public void Evaluate_FormThatMeetsThePolicy_ReturnsTheFieldsToUse()
    {
        var evaluation = Parse(Conditions).Evaluate(
            "media",
            [.. Form, new("x-ignore-a", "1"), new("policy", "x"), new("X-Amz-Signature", "x")],
            "/home/me/${filename}",
            Now);

        Assert.True(evaluation.IsMet);
        Assert.Equal(new NameValue("key", "u/${filename}"), evaluation.Fields[0]);
        Assert.Equal("u/", Parse(Conditions).Evaluate("media", Form, null, Now).Fields[0].Value);
        Assert.Equal("u/cat.png", Parse(Conditions).Evaluate("media", Form, "C:\\x/y\\cat.png", Now).Fields[0].Value);
    }

    [Fact]
    public void Evaluate_FormThatDoesNotMeetThePolicy_FailsWithTheMessageOfS3()
    {
        var document = Parse(Conditions);
        void AssertFails(PostPolicyFailure failure, string message, NameValue[] form, string bucket = "media", DateTimeOffset? now = null)
        {
            var evaluation = document.Evaluate(bucket, form, "cat.png", now ?? Now);
            Assert.Equal((failure, message), (evaluation.Failure, evaluation.Message));
            Assert.Empty(evaluation.Fields);
        }

        const string Failed = "Invalid according to Policy: Policy Condition failed: ";
        AssertFails(PostPolicyFailure.Expired, "Invalid according to Policy: Policy expired.", Form, now: Now.AddHours(1));
        AssertFails(PostPolicyFailure.ConditionFailed, Failed + "[\"eq\", \"$bucket\", \"media\"]", Form, bucket: "other");
        AssertFails(PostPolicyFailure.ConditionFailed, Failed + "[\"eq\", \"$bucket\", \"other\"]", [.. Form, new("bucket", "media")], bucket: "other");
        AssertFails(PostPolicyFailure.ConditionFailed, Failed + "[\"starts-with\", \"$key\", \"u/\"]", [new("key", "v/x"), .. Form[1..]]);
        AssertFails(PostPolicyFailure.ConditionFailed, Failed + "[\"eq\", \"$acl\", \"private\"]", [Form[0], new("acl", "public-read"), Form[2]]);
        AssertFails(PostPolicyFailure.ConditionFailed, Failed + "[\"eq\", \"$acl\", \"private\"]", [Form[0], Form[2]]);
        AssertFails(
            PostPolicyFailure.ConditionFailed,
            Failed + "[\"starts-with\", \"$Content-Type\", \"image/\"]",
            [Form[0], Form[1], new("Content-Type", "image/png, text/html")]);
        AssertFails(PostPolicyFailure.ExtraField, "Invalid according to Policy: Extra input fields: x-amz-meta-a", [.. Form, new("x-amz-meta-a", "1")]);
        AssertFails(PostPolicyFailure.RepeatedField, "The form contains the field 'ACL' more than once.", [.. Form, new("ACL", "private")]);
        AssertFails(
            PostPolicyFailure.MissingKey,
            "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.",
            Form[1..]);
    }

    [Fact]
    public void Evaluate_ListOfTypes_IsMetIfEachTypeIs() =>
        Assert.True(Parse(Conditions).Evaluate("media", [Form[0], Form[1], new("Content-Type", "image/png, image/jpeg")], "x", Now).IsMet);

    [Theory]
    [InlineData(9, PostPolicyFailure.EntityTooSmall)]
    [InlineData(10, PostPolicyFailure.None)]
    [InlineData(20, PostPolicyFailure.None)]
    [InlineData(21, PostPolicyFailure.EntityTooLarge)]
    public void EvaluateContentLength_Range_IncludesItsBounds(long length, PostPolicyFailure failure) =>
        Assert.Equal(failure, Parse("[\"content-length-range\",10,20]").EvaluateContentLength(length).Failure);

    [Fact]
    public void EvaluateContentLength_NoRange_AllowsAnySize()
    {
        Assert.True(Parse(Conditions).EvaluateContentLength(long.MaxValue).IsMet);
        Assert.Null(Parse(Conditions).MaxContentLength);
    }

    private static PostPolicyDocument Parse(string conditions)
    {
        Assert.True(PostPolicyDocument.TryParse(Base64($"{{\"expiration\":\"2026-11-24T13:00:00.000Z\",\"conditions\":[{conditions}]}}"), out var document));
        return document;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
