using PresignKit.Conformance.Stores;
using PresignKit.Explaining;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Suites.Refusals;

/// <summary>Explanations of refused forms that violate their POST policy.</summary>
public abstract class FormRefusalConformance(S3ConformanceStore store) : RefusalConformance(store)
{
    [Fact]
    public async Task Explain_ExtraField_NamesField() =>
        await AssertFormAsync(RefusalCodes.FormFieldExtra, fields => [.. fields, new("x-amz-meta-note", "extra")]);

    [Fact]
    public async Task Explain_MissingField_NamesField() =>
        await AssertFormAsync(RefusalCodes.FormFieldMissing, fields => [.. fields.Where(field => field.Name != "Content-Type")]);

    [Fact]
    public async Task Explain_OtherContentType_NamesType() =>
        await AssertFormAsync(RefusalCodes.FormContentType, fields => Replace(fields, "Content-Type", "text/html"));

    [Fact]
    public async Task Explain_OtherKey_NamesKey() =>
        await AssertFormAsync(RefusalCodes.FormKey, fields => Replace(fields, "key", NewKey("other.mp4")));

    [Fact]
    public async Task Explain_PolicyAltered_NamesPolicy() => await AssertFormAsync(RefusalCodes.FormPolicyAltered, fields =>
    {
        var later = Sign(TimeSpan.FromHours(2), key: fields[0].Value).Fields.Single(field => field.Name == "policy").Value;
        return Replace(fields, "policy", later);
    });

    [Fact]
    public async Task Explain_PolicyExpired_NamesExpiry() =>
        await AssertFormAsync(RefusalCodes.FormExpired, fields => fields, Sign(TimeSpan.FromMinutes(5), Now.AddHours(-1)));

    [Fact]
    public async Task Explain_FileTooLarge_NamesSize() =>
        await AssertFormAsync(RefusalCodes.TooLarge, fields => fields, body: new byte[Body.Length + 1]);

    [Fact]
    public async Task Explain_FileTooSmall_NamesSize() =>
        await AssertFormAsync(RefusalCodes.TooSmall, fields => fields, body: new byte[Body.Length - 1]);

    private static IReadOnlyList<NameValue> Replace(IReadOnlyList<NameValue> fields, string name, string value) =>
        [.. fields.Select(field => field.Name == name ? new NameValue(name, value) : field)];

    private SignedPost Sign(
        TimeSpan expiresIn,
        DateTimeOffset? signedAt = null,
        string? key = null) => new PostPolicySigner(Bucket(), Credentials, Store.Region).Sign(
        new(key ?? NewKey(), expiresIn, [new("Content-Type", ContentType)], [PostCondition.ContentLength(Body.Length, Body.Length)]), signedAt ?? Now);

    private async Task AssertFormAsync(
        string code,
        Func<IReadOnlyList<NameValue>, IReadOnlyList<NameValue>> change,
        SignedPost? form = null,
        byte[]? body = null)
    {
        form ??= Sign(TimeSpan.FromMinutes(5));
        var fields = change(form.Fields);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            var part = new StringContent(value);
            part.Headers.ContentType = null;
            content.Add(part, $"\"{name}\"");
        }

        content.Add(new ByteArrayContent(body ?? Body), "\"file\"", "\"video.mp4\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Url) { Content = content };
        using var response = await Store.Client.SendAsync(request, Cancellation);
        var answer = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)response.StatusCode >= 400, $"The store accepted the request: {(int)response.StatusCode}");

        foreach (var credentials in (SigV4Credentials?[])[null, Credentials])
        {
            var explanation = new S3RefusalExplainer(TimeProvider.System).Explain(new()
            {
                Method = "POST", Url = form.Url, FormFields = fields, BodySize = (body ?? Body).Length, Status = (int)response
                    .StatusCode, ErrorXml = answer, Credentials = credentials,
            });
            AssertNamed(code, explanation, $"{(int)response.StatusCode} {answer}");
            Assert.DoesNotContain(fields.Single(field => field.Name == "x-amz-signature").Value, $"{explanation}", StringComparison.Ordinal);
            Assert.DoesNotContain(fields.Single(field => field.Name == "policy").Value, $"{explanation}", StringComparison.Ordinal);
        }
    }
}
