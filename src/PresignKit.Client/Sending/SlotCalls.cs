using PresignKit.Client.Http;
using PresignKit.Client.Json;

namespace PresignKit.Client.Sending;

/// <summary>Calls about one slot, with a token that is renewed before it expires, or when the server says that it has.</summary>
internal sealed class SlotCalls(ApplicationApi api, OpenSlot slot, Func<CancellationToken, ValueTask> renewed) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task<PartsAnswer> SignPartsAsync(IReadOnlyList<int> numbers, CancellationToken cancellationToken) =>
        CallAsync(token => api.SignPartsAsync(new() { Token = token, Numbers = numbers }, cancellationToken), cancellationToken);

    public Task<UploadedAnswer> ListUploadedAsync(CancellationToken cancellationToken) =>
        CallAsync(token => api.ListUploadedAsync(token, cancellationToken), cancellationToken);

    public Task<CompleteAnswer> CompleteAsync(ChecksumsBody? checksums, CancellationToken cancellationToken) =>
        CallAsync(token => api.CompleteAsync(new() { Token = token, TransferChecksums = checksums }, cancellationToken), cancellationToken);

    /// <summary>Gives the upload up. Nothing to give up is success.</summary>
    public async Task AbortAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(
                async token =>
                {
                    await api.AbortAsync(token, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (UploadException e) when (e.Code is "slot-ended" or "upload-ended" or "upload-time-over")
        {
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<T> CallAsync<T>(Func<string, Task<T>> call, CancellationToken cancellationToken)
    {
        var token = slot.Token;

        // Only uploads in parts have tokens that are renewed in advance; a single request is as long as its own URL.
        if (slot.Plan is not null && slot.ExpiresAt - api.Now < Margin)
        {
            try
            {
                token = await RenewAsync(token, cancellationToken).ConfigureAwait(false);
            }
            catch (UploadException) when (slot.ExpiresAt > api.Now)
            {
                // The one at hand is still good.
            }
        }

        try
        {
            return await call(token).ConfigureAwait(false);
        }
        catch (UploadException e) when (e.Code == "token-expired")
        {
            return await call(await RenewAsync(token, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Renews a token, unless another call has done so meanwhile.</summary>
    private async Task<string> RenewAsync(string old, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (slot.Token == old)
            {
                var answer = await api.RenewAsync(old, cancellationToken).ConfigureAwait(false);
                slot.Renew(answer.Token, answer.ExpiresAt);
                await renewed(cancellationToken).ConfigureAwait(false);
            }

            return slot.Token;
        }
        finally
        {
            _turn.Release();
        }
    }
}
