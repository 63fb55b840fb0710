using Microsoft.AspNetCore.Http;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>A slot that has ended.</summary>
/// <param name="Answer">What its client receives.</param>
/// <param name="IsAccepted">Whether the application has accepted its upload.</param>
/// <param name="IsNew">Whether it was decided now, and not on record before.</param>
internal sealed record CompletedSlot(IResult Answer, bool IsAccepted, bool IsNew);
