using System.Text.Json;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Tests.Suites;

/// <summary>POST policies of five implementations: first their signatures of their own bytes, then ours with the same meaning.</summary>
public class PostVectorTests
{
    private static readonly Dictionary<string, PostVector> ById = VectorFiles.Read<PostFile>("posts.json").Vectors.ToDictionary(v => v.Id);

    public static IEnumerable<TheoryDataRow<string>> Ids => ById.Keys.Select(id => new TheoryDataRow<string>(id));

    [Fact]
    public void File_Always_ContainsAllVectors() => Assert.Equal(167, ById.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void SignatureOf_GivenPolicy_ReturnsTheGivenSignature(string id)
    {
        var (input, expected) = (ById[id].Input, ById[id].Expected);

        var key = SigningKey.Derive(input.Credentials, input.Date.AsSpan(0, 8), input.Region, "s3");

        Assert.Equal(expected.Signature, PostPolicySigner.SignatureOf(key, expected.PolicyBase64));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VerifyPostAndEvaluate_GivenForm_IsVerifiedAndMet(string id)
    {
        var (input, expected) = (ById[id].Input, ById[id].Expected);
        var form = expected.Fields.Where(f => f.Key != "file").Select(f => new NameValue(f.Key, f.Value)).ToList();
        if (!expected.Fields.Keys.Contains("policy", StringComparer.OrdinalIgnoreCase))
        {
            form.Add(new NameValue("policy", expected.PolicyBase64));
        }

        Assert.Equal(SigV4Failure.None, input.Verifier.VerifyPost(form, input.SignedAt).Failure);
        Assert.True(PostPolicyDocument.TryParse(expected.PolicyBase64, out var document));
        Assert.Equal(Normalized(expected.ConditionsNormalized), Normalized(document.Conditions));
        Assert.Equal(PostPolicyFailure.None, document.Evaluate(input.Bucket, WithEveryField(form, input), "cat.png", input.SignedAt).Failure);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Sign_SameIntent_HasTheSameMeaningAndVerifies(string id)
    {
        var (input, expected) = (ById[id].Input, ById[id].Expected);

        var post = new PostPolicySigner(input.Endpoint(expected.Url), input.Credentials, input.Region).Sign(Policy(ById[id]), input.SignedAt);

        var policy = post.Fields.Single(f => f.Name == "policy").Value;
        Assert.True(PostPolicyDocument.TryParse(policy, out var document));
        Assert.Equal(Normalized(expected.ConditionsNormalized), Normalized(document.Conditions));
        Assert.Equal(expected.Url.TrimEnd('/'), post.Url.TrimEnd('/'));
        Assert.Equal(input.SignedAt.AddSeconds(input.Expires), document.Expiration);
        Assert.Equal(document.Expiration, post.ExpiresAt);
        Assert.Equal("key", post.Fields[0].Name);
        foreach (var (name, value) in input.Fields)
        {
            Assert.Contains(new NameValue(name, value), post.Fields);
        }

        Assert.Equal(SigV4Failure.None, input.Verifier.VerifyPost(post.Fields, input.SignedAt).Failure);
        var evaluation = document.Evaluate(input.Bucket, post.Fields, "C:\\pictures\\cat.png", input.SignedAt);
        Assert.Equal("", evaluation.Message);
        Assert.Equal(input.Key.Replace("${filename}", "cat.png", StringComparison.Ordinal), evaluation.Fields.Single(f => f.Name == "key").Value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VerifyPostAndEvaluate_ChangedForm_IsRefused(string id)
    {
        var input = ById[id].Input;
        var post = new PostPolicySigner(input.Endpoint(ById[id].Expected.Url), input.Credentials, input.Region).Sign(Policy(ById[id]), input.SignedAt);

        bool IsAccepted(IReadOnlyList<NameValue> form, DateTimeOffset now, string bucket)
        {
            var policy = form.FirstOrDefault(f => f.Name == "policy").Value;
            return input.Verifier.VerifyPost(form, now).IsVerified
                && PostPolicyDocument.TryParse(policy, out var document)
                && document.Evaluate(bucket, form, "cat.png", now).IsMet;
        }

        Assert.True(IsAccepted(post.Fields, input.SignedAt, input.Bucket));
        Assert.False(IsAccepted(post.Fields, post.ExpiresAt, input.Bucket), "expired");
        Assert.False(IsAccepted(post.Fields, input.SignedAt.AddMinutes(-16), input.Bucket), "not yet valid");
        Assert.False(IsAccepted(post.Fields, input.SignedAt, "other-bucket"), "another bucket");
        Assert.False(IsAccepted([.. post.Fields, new NameValue("x-amz-meta-extra", "1")], input.SignedAt, input.Bucket), "an extra field");
        for (var i = 0; i < post.Fields.Count; i++)
        {
            var field = post.Fields[i];
            NameValue[] With(params NameValue[] instead) => [.. post.Fields.Take(i), .. instead, .. post.Fields.Skip(i + 1)];

            Assert.False(IsAccepted(With(), input.SignedAt, input.Bucket), $"without {field.Name}");
            Assert.False(IsAccepted(With(field, field), input.SignedAt, input.Bucket), $"twice {field.Name}");
            Assert.False(IsAccepted(With(field, new NameValue(field.Name.ToUpperInvariant(), "x")), input.SignedAt, input.Bucket), $"again {field.Name}");
            if (IsOpen(ById[id], field.Name))
            {
                continue;
            }

            Assert.False(IsAccepted(With(new NameValue(field.Name, "x" + field.Value)), input.SignedAt, input.Bucket), $"other {field.Name}");
        }
    }

    // A condition with an empty prefix lets the client choose.
    private static bool IsOpen(PostVector vector, string name) =>
        Policy(vector).Conditions.Any(c => c.Kind == PostConditionKind.StartsWith && c.Value.Length == 0 && c.Name == name)
        && !Policy(vector).Conditions.Any(c => c.Kind == PostConditionKind.Exact && c.Name == name)
        || (name == "key" && vector.Input.Key == "${filename}");

    // Two of the libraries bind every field to its exact value, even in addition to a requested prefix.
    private static PostPolicy Policy(PostVector vector)
    {
        var input = vector.Input;
        var conditions = input.Conditions.Select(Condition).ToList();
        if (vector.Source is "aws-sdk-js" or "aws-sdk-net")
        {
            conditions.AddRange(input.Fields.Select(f => PostCondition.Exactly(f.Key, f.Value)));
        }

        return new PostPolicy(input.Key, TimeSpan.FromSeconds(input.Expires), input.Fields.Select(f => new NameValue(f.Key, f.Value)), conditions);
    }

    private static PostCondition Condition(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var only = element.EnumerateObject().Single();
            return PostCondition.Exactly(only.Name, only.Value.GetString()!);
        }

        return element[0].GetString() switch
        {
            "content-length-range" => PostCondition.ContentLength(element[1].GetInt64(), element[2].GetInt64()),
            "starts-with" => PostCondition.StartsWith(element[1].GetString()![1..], element[2].GetString()!),
            _ => PostCondition.Exactly(element[1].GetString()![1..], element[2].GetString()!),
        };
    }

    // Some libraries return only some of the fields, or leave the key empty; the form of a browser contains the rest.
    private static List<NameValue> WithEveryField(List<NameValue> form, PostInput input)
    {
        var rest = input.Fields.Append(new("key", input.Key)).Select(f => new NameValue(f.Key, f.Value));
        List<NameValue> given = [.. form.Where(f => f != new NameValue("key", ""))];
        return [.. given, .. rest.Where(f => !given.Any(g => g.Name.Equals(f.Name, StringComparison.OrdinalIgnoreCase)))];
    }

    private static List<string> Normalized(JsonElement[] conditions) => Sorted(conditions.Select(c => c[0].GetString() switch
    {
        "content-length-range" => $"range {c[1].GetInt64()} {c[2].GetInt64()}",
        var operation => $"{operation} {c[1].GetString()} {c[2].GetString()}",
    }));

    private static List<string> Normalized(IEnumerable<PostCondition> conditions) => Sorted(conditions.Select(c => c.Kind switch
    {
        PostConditionKind.ContentLengthRange => $"range {c.Minimum} {c.Maximum}",
        PostConditionKind.Exact => $"eq {c.Name.ToLowerInvariant()} {c.Value}",
        _ => $"starts-with {c.Name.ToLowerInvariant()} {c.Value}",
    }));

    // A repeated condition has the same meaning as a single one.
    private static List<string> Sorted(IEnumerable<string> conditions) => [.. conditions.Distinct().Order(StringComparer.Ordinal)];

    private sealed record PostFile(List<PostVector> Vectors);

    private sealed record PostVector(string Id, string Source, PostInput Input, PostExpected Expected);

    private sealed record PostInput(
        string Date, string AccessKeyId, string SecretAccessKey, string? SessionToken, string Region, string Bucket, string Key, int Expires,
        Dictionary<string, string> Fields, JsonElement[] Conditions)
    {
        public SigV4Credentials Credentials => new(AccessKeyId, SecretAccessKey, SessionToken);

        public DateTimeOffset SignedAt => Golden.ParseDate(Date);

        public SigV4Verifier Verifier => new(id => id == AccessKeyId ? Credentials : null, Region);

        public BucketEndpoint Endpoint(string url)
        {
            var (scheme, rest) = (url[..url.IndexOf("://", StringComparison.Ordinal)], url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..]);
            return rest.StartsWith(Bucket + ".", StringComparison.Ordinal)
                ? BucketEndpoint.Create($"{scheme}://{rest[(Bucket.Length + 1)..]}", Bucket, BucketAddressing.VirtualHost)
                : BucketEndpoint.Create($"{scheme}://{rest.Split('/')[0]}", Bucket, BucketAddressing.Path);
        }
    }

    private sealed record PostExpected(
        string Url,
        string PolicyBase64,
        JsonElement[] ConditionsNormalized,
        string Signature,
        Dictionary<string, string> Fields);
}
