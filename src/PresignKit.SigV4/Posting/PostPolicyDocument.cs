using System.Diagnostics.CodeAnalysis;
using PresignKit.SigV4.Posting;

namespace PresignKit.SigV4;

/// <summary>
/// A policy document as a store received it. It checks whether a form meets the policy; <see cref="SigV4Verifier.VerifyPost"/> checks
/// whether the document is authentic.
/// </summary>
public sealed class PostPolicyDocument
{
    internal PostPolicyDocument(DateTimeOffset expiration, IReadOnlyList<PostCondition> conditions)
    {
        Expiration = expiration;
        Conditions = conditions;
    }

    /// <summary>When the policy expires.</summary>
    public DateTimeOffset Expiration { get; }

    /// <summary>All conditions, in the document's order.</summary>
    public IReadOnlyList<PostCondition> Conditions { get; }

    /// <summary>The largest size in bytes that all ranges allow, or null if there is no range. A server never needs to read more of a body.</summary>
    public long? MaxContentLength => Ranges.Select(r => (long?)r.Maximum).Min();

    private IEnumerable<PostCondition> Ranges => Conditions.Where(c => c.Kind == PostConditionKind.ContentLengthRange);

    /// <summary>Parses the form field <c>policy</c>.</summary>
    /// <param name="policyBase64">The field's value.</param>
    /// <param name="document">The document if it is valid; otherwise, null.</param>
    /// <returns>
    /// True if the value is strict Base64 of a well-formed document that contains only known conditions. If not, S3 responds with 400
    /// InvalidPolicyDocument.
    /// </returns>
    public static bool TryParse(string policyBase64, [NotNullWhen(true)] out PostPolicyDocument? document)
    {
        ArgumentNullException.ThrowIfNull(policyBase64);
        document = PostPolicyParser.TryParse(policyBase64);
        return document is not null;
    }

    /// <summary>
    /// Checks the fields of the form. Call it when all fields before <c>file</c> have arrived; it does not need the contents of the file.
    /// </summary>
    /// <param name="bucket">The bucket to which the request is addressed.</param>
    /// <param name="formFields">All fields before <c>file</c>, exactly as received.</param>
    /// <param name="fileName">The file name as the browser sent it, or null. Everything up to the last slash or backslash is ignored.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The result, with the fields to use.</returns>
    public PostPolicyEvaluation Evaluate(string bucket, IReadOnlyList<NameValue> formFields, string? fileName, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(formFields);
        return PostPolicyConditions.Evaluate(this, bucket, formFields, fileName, now);
    }

    /// <summary>Checks the size of the file against the ranges of the policy.</summary>
    /// <param name="contentLength">The actual size of the file in bytes, not the declared one.</param>
    /// <returns>The result.</returns>
    public PostPolicyEvaluation EvaluateContentLength(long contentLength)
    {
        foreach (var range in Ranges)
        {
            if (contentLength > range.Maximum)
            {
                return PostPolicyEvaluation.Refuse(PostPolicyFailure.EntityTooLarge, "Your proposed upload exceeds the maximum allowed size");
            }

            if (contentLength < range.Minimum)
            {
                return PostPolicyEvaluation.Refuse(PostPolicyFailure.EntityTooSmall, "Your proposed upload is smaller than the minimum allowed size");
            }
        }

        return new PostPolicyEvaluation(PostPolicyFailure.None, "", []);
    }
}
