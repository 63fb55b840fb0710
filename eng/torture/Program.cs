using PresignKit.Torture;

// eng/torture.sh calls it: [minutes] [seed]. The store runs in a process of its own: serve FOLDER PORT.
if (args is ["serve", var served, var servedPort])
{
    return await StoreProcess.ServeAsync(served, int.Parse(servedPort, System.Globalization.CultureInfo.InvariantCulture));
}

var minutes = args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 30;
var seed = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : Environment.TickCount;
var folder = Directory.CreateTempSubdirectory("presignkit-torture-");
var report = new Report();
Console.WriteLine($"torture: {minutes} minutes, seed {seed}, {folder.FullName}");
try
{
    var end = DateTime.UtcNow.AddMinutes(minutes);
    using var store = new StoreProcess(Path.Combine(folder.FullName, "store"), report);
    await store.StartAsync();
    var model = new Model(report);
    using (var client = store.NewClient())
    {
        await new KilledUploads(store, client, model, report, seed).RunAsync(uploads: 500);
    }

    await store.RestartAsync();
    using (var client = store.NewClient())
    {
        await new Verification(store, client, model, report).RunAsync("after the kills");
        var memory = await new MixedOperations(store, client, model, report, seed).RunAsync(operations: 10_000, end);
        report.Note(memory);
        await Task.Delay(TimeSpan.FromSeconds(2)); // What was canceled has ended.
        await new Verification(store, client, model, report).RunAsync("after the operations");
    }

    await store.RestartAsync();
    using (var client = store.NewClient())
    {
        await new Verification(store, client, model, report).RunAsync("after the last restart");
    }
}
finally
{
    if (report.Violations == 0)
    {
        folder.Delete(recursive: true);
    }
}

return report.Print(seed);
