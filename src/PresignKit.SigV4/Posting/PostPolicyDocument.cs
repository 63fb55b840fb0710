using System.Diagnostics.CodeAnalysis;
using PresignKit.SigV4.Posting;

namespace PresignKit.SigV4;

/// <summary>
/// A policy document as a store received it, and the question whether a form meets it. Whether the document is genuine is
/// <see cref="SigV4Verifier.VerifyPost"/>'s question.
/// </summary>
public sealed class PostPolicyDocument
{
    internal PostPolicyDocument(DateTimeOffset expiration, IReadOnlyList<PostCondition> conditions)
    {
        Expiration = expiration;
        Conditions = conditions;
    }

    /// <summary>When the policy ends.</summary>
    public DateTimeOffset Expiration { get; }

    /// <summary>All conditions, in the document's order.</summary>
    public IReadOnlyList<PostCondition> Conditions { get; }

    /// <summary>The largest size in bytes that every range allows, or null without a range: how far a body needs to be read at most.</summary>
    public long? MaxContentLength => Ranges.Select(r => (long?)r.Maximum).Min();

    private IEnumerable<PostCondition> Ranges => Conditions.Where(c => c.Kind == PostConditionKind.ContentLengthRange);

    /// <summary>Reads the form field <c>policy</c>.</summary>
    /// <param name="policyBase64">The field's value.</param>
    /// <param name="document">The document, if it can be read.</param>
    /// <returns>False for anything but strict Base64 of a well-formed document with known conditions only. S3: 400 InvalidPolicyDocument.</returns>
    public static bool TryParse(string policyBase64, [NotNullWhen(true)] out PostPolicyDocument? document)
    {
        ArgumentNullException.ThrowIfNull(policyBase64);
        document = PostPolicyParser.TryParse(policyBase64);
        return document is not null;
    }

    /// <summary>Checks the form's fields. Call it once all fields before <c>file</c> are there: it needs none of the file's bytes.</summary>
    /// <param name="bucket">The bucket that the request addresses.</param>
    /// <param name="formFields">All fields before <c>file</c>, verbatim.</param>
    /// <param name="fileName">The file's name as the browser sent it, or null; what precedes the last slash or backslash is dropped.</param>
    /// <param name="now">The present.</param>
    /// <returns>The outcome, with the fields to act on.</returns>
    public PostPolicyEvaluation Evaluate(string bucket, IReadOnlyList<NameValue> formFields, string? fileName, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(formFields);
        return PostPolicyConditions.Evaluate(this, bucket, formFields, fileName, now);
    }

    /// <summary>Checks the size of the file against the policy's ranges.</summary>
    /// <param name="contentLength">The file's size in bytes, counted, not declared.</param>
    /// <returns>The outcome.</returns>
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
