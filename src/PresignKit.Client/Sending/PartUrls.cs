using PresignKit.Client.Http;
using PresignKit.Client.Json;

namespace PresignKit.Client.Sending;

/// <summary>Gets URLs of parts, several at a time, each used once.</summary>
internal sealed class PartUrls(SlotCalls calls, ApplicationApi api) : IDisposable
{
    // A URL has to be good only until its request begins.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<int, (SignedRequest Request, DateTimeOffset ExpiresAt)> _urls = [];

    /// <summary>Takes a URL of a part.</summary>
    /// <param name="number">The part.</param>
    /// <param name="next">The parts that are sent next, to sign at the same time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SignedRequest> TakeAsync(int number, IEnumerable<int> next, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_urls.Remove(number, out var known) && known.ExpiresAt - api.Now > Margin)
            {
                return known.Request;
            }

            int[] numbers = [number, .. next.Where(other => other != number && !_urls.ContainsKey(other)).Distinct()];
            var answer = await calls.SignPartsAsync(numbers, cancellationToken).ConfigureAwait(false);
            foreach (var part in answer.Parts)
            {
                _urls[part.Number] = (part, answer.ExpiresAt);
            }

            return _urls.Remove(number, out var signed)
                ? signed.Request
                : throw new UploadException(UploadErrorCodes.AnswerInvalid, $"The application answered without the URL of part {number}.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
