using System.Text;
using System.Text.Json;

namespace PresignKit.Soak;

/// <summary>What a slot's holder can try. Each race ends with a look at what the catalog lists.</summary>
internal sealed class Races(Instance[] instances, Catalog catalog, Client client, Tally tally)
{
    private const int Size = 96;

    public static IReadOnlyList<string> Names { get; } = ["delete-and-resend", "late-refusal", "writer", "late-completion"];

    public Task RunAsync(string name) => name switch
    {
        "delete-and-resend" => DeleteAndResendAsync(),
        "late-refusal" => LateRefusalAsync(),
        "writer" => WriterAsync(),
        "late-completion" => LateCompletionAsync(),
        _ => throw new ArgumentException($"There is no race '{name}'. Use one of: {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Five completions at once; one caller deletes the item as soon as it is accepted, and sends other bytes by the same URL.</summary>
    private async Task DeleteAndResendAsync()
    {
        var (good, other) = (Video("good"), Video("other"));
        var slot = await OpenAsync();
        await SendAsync(slot, good);
        await Task.WhenAll([.. Enumerable.Range(0, 4).Select(i => CompleteAsync(slot, i)), GreedyAsync()]);
        await CompleteAsync(slot, 0);
        await CheckAsync(slot, good);

        async Task GreedyAsync()
        {
            if (await CompleteAsync(slot, 1) == 200)
            {
                await DeleteAsync(slot);
                for (var i = 0; i < 3; i++)
                {
                    await SendAsync(slot, other);
                    await CompleteAsync(slot, i);
                }
            }
        }
    }

    /// <summary>A page is completed three times while the video is sent again with the same slot.</summary>
    private async Task LateRefusalAsync()
    {
        var (bad, good) = (Page(), Video("good"));
        var slot = await OpenAsync();
        await SendAsync(slot, bad);
        await Task.WhenAll([.. Enumerable.Range(0, 3).Select(i => CompleteAsync(slot, i)), SendAsync(slot, good)]);
        await Task.WhenAll([.. Enumerable.Range(0, 3).Select(i => CompleteAsync(slot, i))]);
        await CheckAsync(slot, good);
    }

    /// <summary>Two videos and a page are sent in turn while both instances complete the slot.</summary>
    private async Task WriterAsync()
    {
        byte[][] files = [Video("one"), Video("two"), Page()];
        var slot = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await SendAsync(slot, files[i % files.Length]);
            }
        });
        await Task.WhenAll([.. Enumerable.Range(0, 6).Select(async i =>
        {
            await Task.Delay(Random.Shared.Next(30));
            await CompleteAsync(slot, i);
        })]);
        await CheckAsync(slot, files[0], files[1]);
        await stop.CancelAsync();
        await writer;
        await CompleteAsync(slot, 1);
        await CheckAsync(slot, files[0], files[1]);
    }

    /// <summary>The item is deleted while completions that began before are still running.</summary>
    private async Task LateCompletionAsync()
    {
        var good = Video("good");
        var slot = await OpenAsync();
        await SendAsync(slot, good);
        await CompleteAsync(slot, 0);
        var late = Enumerable.Range(0, 4).Select(i => CompleteAsync(slot, i)).ToArray();
        await DeleteAsync(slot);
        await Task.WhenAll(late);
        await CompleteAsync(slot, 0);
        if (catalog.Find(Key(slot)) is not null)
        {
            tally.Fail("late-completion: a deleted item came back");
        }

        await CheckAsync(slot, good);
    }

    private async Task<JsonElement> OpenAsync() => await client.OpenAsync(instances[Random.Shared.Next(instances.Length)], Size);

    private async Task SendAsync(JsonElement slot, byte[] file) => tally.Count($"sent {await client.UploadAsync(slot, file)}");

    private async Task<int> CompleteAsync(JsonElement slot, int caller)
    {
        var (status, body) = await client.CompleteAsync(instances[caller % instances.Length], slot);
        tally.Count($"completed {status}");
        if (status >= 500)
        {
            tally.Fail($"a completion answered {status} {(body.TryGetProperty("code", out var code) ? code.GetString() : "")}");
        }

        return status;
    }

    /// <summary>As documented: the object first, then its record.</summary>
    private async Task DeleteAsync(JsonElement slot)
    {
        if (catalog.Find(Key(slot)) is { } row)
        {
            await instances[0].Objects.DeleteAsync(row.Key);
            catalog.Remove(Key(slot));
            tally.Count("deleted");
        }
    }

    /// <summary>What the catalog lists exists, is what was accepted, and was sent through this slot.</summary>
    private async Task CheckAsync(JsonElement slot, params byte[][] allowed)
    {
        if (catalog.Find(Key(slot)) is not { } row)
        {
            tally.Count("not listed");
            return;
        }

        tally.Count("listed");
        try
        {
            if (await instances[0].Objects.FindAsync(row.Key) is not { } found || found.ETag != row.ETag)
            {
                tally.Fail("an accepted object was changed or lost");
                return;
            }

            await using var stream = await instances[0].Objects.OpenReadAsync(row.Key);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            if (!allowed.Any(file => bytes.ToArray().AsSpan().SequenceEqual(file)))
            {
                tally.Fail("an accepted object has bytes that were not accepted");
            }
        }
        catch (StoreException e)
        {
            tally.Fail($"an accepted object cannot be read: {e.Code}");
        }
    }

    private static ObjectKey Key(JsonElement slot) => new(slot.GetProperty("key").GetString()!);

    private static byte[] Video(string tag) => Fill([0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8], tag);

    private static byte[] Page() => Fill([.. "<!DOCTYPE html><script>alert(1)</script>"u8], "page");

    private static byte[] Fill(byte[] start, string tag)
    {
        var unique = Encoding.ASCII.GetBytes($"{tag} {Guid.NewGuid():n}");
        byte[] file = [.. start, .. unique, .. new byte[Size]];
        return file[..Size];
    }
}
