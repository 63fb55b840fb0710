using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Json;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>A slot that has ended.</summary>
/// <param name="Accepted">What is on record about the upload; null: the application has not accepted it.</param>
/// <param name="Problem">Why it was not accepted; null: it was.</param>
/// <param name="IsNew">Whether it was decided now, and not on record before.</param>
internal sealed record CompletedSlot(CompleteSlotResponse? Accepted, Problem? Problem, bool IsNew)
{
    /// <summary>Whether the application has accepted its upload.</summary>
    [MemberNotNullWhen(true, nameof(Accepted))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsAccepted => Accepted is not null;

    /// <summary>What its client receives.</summary>
    public IResult Answer => IsAccepted
        ? Results.Json(Accepted, EndpointJsonContext.Default.CompleteSlotResponse)
        : new ProblemAnswer(Problem);
}
