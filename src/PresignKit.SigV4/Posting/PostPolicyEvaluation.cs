namespace PresignKit.SigV4;

/// <summary>Whether a form meets its policy. Immutable.</summary>
public sealed class PostPolicyEvaluation
{
    internal PostPolicyEvaluation(PostPolicyFailure failure, string message, IReadOnlyList<NameValue> fields)
    {
        Failure = failure;
        Message = message;
        Fields = fields;
    }

    /// <summary>Why it does not.</summary>
    /// <value><see cref="PostPolicyFailure.None"/> when it does.</value>
    public PostPolicyFailure Failure { get; }

    /// <summary>The failure in S3's words, for its answer; empty when there is none. It holds no token and no signature.</summary>
    public string Message { get; }

    /// <summary>
    /// The form's fields with <c>${filename}</c> replaced: the values that the conditions were checked against, and so the ones to act on.
    /// Empty when the form does not meet its policy.
    /// </summary>
    public IReadOnlyList<NameValue> Fields { get; }

    /// <summary>Whether the form meets its policy.</summary>
    public bool IsMet => Failure == PostPolicyFailure.None;

    /// <summary>The failure and its message.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => IsMet ? "Met" : $"{Failure}: {Message}";

    internal static PostPolicyEvaluation Refuse(PostPolicyFailure failure, string message) => new(failure, message, []);
}
