using System.Collections.Immutable;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>What requests without a signature were permitted.</summary>
/// <param name="Open">What was accepted.</param>
/// <param name="Refused">What was refused for lack of a permission. What is in neither was not measured.</param>
/// <param name="Evidence">The accepted requests and their answers.</param>
internal sealed record AnonymousAccess(PublicActions Open, PublicActions Refused, ImmutableArray<string> Evidence)
{
    public static AnonymousAccess Unknown { get; } = new(PublicActions.None, PublicActions.None, []) { IsIncomplete = true };

    /// <summary>Whether a request had no answer, or one that says that the store is busy, so that nothing follows from what was not found.</summary>
    public bool IsIncomplete { get; init; }
}
