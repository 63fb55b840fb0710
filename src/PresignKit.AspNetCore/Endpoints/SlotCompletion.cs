using System.Security.Claims;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Completes slots for the application's own code.</summary>
internal sealed class SlotCompletion(
    SlotTokenCodec tokens,
    SlotCompleter completer,
    KeyedCompletion keyed,
    SealedSlots sealedSlots,
    UserIdentity identity,
    IPresignKitApplication application,
    FailureBoundary boundary) : ISlotCompletion
{
    public Task<SlotCompletionResult> CompleteAsync(string token, ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(user);
        return DescribeAsync(async () =>
        {
            var slot = tokens.Read(token, identity.Find(user));
            var completed = await completer.CompleteAsync(slot, user, reported: null, application, cancellationToken).ConfigureAwait(false);
            if (completed.IsNew)
            {
                await sealedSlots.TryRemoveAsync(slot).ConfigureAwait(false);
            }

            return completed;
        });
    }

    public Task<SlotCompletionResult> CompleteByKeyAsync(
        string policy, string key, ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(user);
        return DescribeAsync(() => keyed.CompleteAsync(policy, key, user, application, cancellationToken));
    }

    private async Task<SlotCompletionResult> DescribeAsync(Func<Task<CompletedSlot>> completeAsync)
    {
        try
        {
            var completed = await completeAsync().ConfigureAwait(false);
            return completed.IsAccepted
                ? SlotCompletionResult.Accepted(
                    completed.Accepted.Id, new(completed.Accepted.Key), completed.Accepted.ContentType, completed.Accepted.Size)
                : SlotCompletionResult.Refused(completed.Problem.Code, completed.Problem.Detail, completed.Problem.Status);
        }
        catch (Exception e) when (e is EndpointException or PresignKitException)
        {
            if (boundary.Describe(e).Problem is { } problem)
            {
                return SlotCompletionResult.Refused(problem.Code, problem.Detail, problem.Status);
            }

            throw;
        }
    }
}
